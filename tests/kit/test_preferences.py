import pytest

from deskbell.kit.errors import BadInput
from deskbell.kit.preferences import readable_language, readable_time_zone


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "Asia/Calcutta", "US/Pacific", "Etc/GMT+8"])
def test_every_zone_that_a_browser_names_is_known(zone: str) -> None:
    assert readable_time_zone(zone) == zone


@pytest.mark.parametrize("zone", ["", "utc\x00", "Mars/Olympus", "../../etc/passwd", "\ud800", "x" * 5_000])
def test_what_is_no_zone_is_refused(zone: str) -> None:
    with pytest.raises(BadInput, match="bad_time_zone"):
        readable_time_zone(zone)


@pytest.mark.parametrize("tag", ["", "EN", "zh", "tlh", "en\x00", "\ud800"])
def test_what_is_no_language_of_ours_is_refused(tag: str) -> None:
    assert readable_language("zh-Hant") == "zh-Hant"
    with pytest.raises(BadInput, match="bad_language"):
        readable_language(tag)
