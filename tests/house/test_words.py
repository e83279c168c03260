"""The house's words: every setting explained, every refusal with a sentence in every language."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import msgspec
import pytest

from deskbell.audit import ACTIONS
from deskbell.kit.catalogue import DEFAULT_LANGUAGE, LANGUAGE_NAMES, LANGUAGES, sentences
from deskbell.mail.rules import Words
from deskbell.settings import Settings

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src/deskbell").rglob("*.py"))
# Raised by their class's own default, or used with another key than a literal at the place of raising.
REFUSALS = {"BadInput", "Conflict", "Forbidden", "NotSignedIn", "TooLarge", "Unavailable", "Refusal", "RefusedBody"}
# What is not said in Chinese, and which word is said for it.
_NOT_SAID = {
    "zh-Hans": {
        "账户": "账号", "帐[号户]": "账号", "工作区": "工作台", "[坐座]席": "客服", "登陆": "登录",
        "恢复代码": "恢复码", "挂件": "聊天组件", "电子邮件地址": "邮箱地址",
    },
    "zh-Hant": {
        "帳戶": "帳號", "會話": "對話", "工作區": "工作台", "主控台": "控制台", "登錄": "登入", "恢復碼": "復原碼",
        "計畫": "方案",
    },
}  # fmt: skip


def _literals(function: str, keyword: str, place: int) -> set[str]:
    """The plain texts given as one argument wherever a function is called."""
    found: set[str] = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
                given = [one.value for one in node.keywords if one.arg == keyword] or node.args[place : place + 1]
                found |= {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


def _letters() -> set[str]:
    """Every kind of letter that is posted."""
    return _literals("Letter", "kind", 2) | _literals("tell_owners", "news", 3)


def test_every_setting_is_explained_with_its_default() -> None:
    table = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", (ROOT / "docs/run-it.md").read_text("utf-8"), re.MULTILINE))
    for field in msgspec.structs.fields(Settings):
        assert field.name in table, f"docs/run-it.md does not explain {field.name}"
        default = field.default
        if default not in {"", msgspec.NODEFAULT}:
            shown = str(default).lower() if isinstance(default, bool) else str(default)
            assert table[field.name] == f"`{shown}`"
    known = {field.name for field in msgspec.structs.fields(Settings)}
    assert set(table) <= known


def test_a_language_is_called_the_same_by_the_server_and_on_the_screens() -> None:
    source = (ROOT / "web/shared/i18n/languages.ts").read_text("utf-8")
    assert dict(re.findall(r'^  "?([\w-]+)"?: "(.+)",$', source, re.MULTILINE)) == LANGUAGE_NAMES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences_with_the_same_gaps(language: str) -> None:
    assert sentences(language).keys() == sentences(DEFAULT_LANGUAGE).keys()
    for key, text in sentences(language).items():
        assert text.strip(), key
        assert _gaps(text) == _gaps(sentences(DEFAULT_LANGUAGE)[key]), key


def test_every_refusal_has_a_sentence() -> None:
    missing = [(file.name, code) for file, code in _raised() if code not in sentences(DEFAULT_LANGUAGE)]
    assert missing == []


def test_every_refusal_fills_the_gaps_of_its_sentence() -> None:
    """Or it would be refused with a mistake of ours: a sentence may not get a gap that some refusal does not fill."""
    empty = [
        (file.name, code, gap)
        for file, code, given in _refusals()
        for gap in _gaps(sentences(DEFAULT_LANGUAGE).get(given.pop("said", code), "")) - given.keys()
    ]
    assert empty == []


def test_no_sentence_is_left_over() -> None:
    text = "\n".join(file.read_text("utf-8") for file in SOURCES)
    letters = {f"mail.{kind}" for kind in _letters()}
    unused = [
        key
        for key in sentences(DEFAULT_LANGUAGE)
        if f'"{key}"' not in text and not (key.startswith("mail.") and key.rpartition(".")[0] in letters)
    ]
    assert unused == []


@pytest.mark.parametrize("kind", sorted(_letters()))
def test_every_kind_of_letter_has_its_words(kind: str) -> None:
    parts = {
        key.removeprefix(f"mail.{kind}.") for key in sentences(DEFAULT_LANGUAGE) if key.startswith(f"mail.{kind}.")
    }
    assert {"subject", "heading", "body"} <= parts <= set(Words._fields)


def test_every_noted_action_is_listed_and_every_listed_one_is_noted() -> None:
    assert sorted(_literals("note", "action", 2) - set(ACTIONS)) == []
    # Some are chosen or put together before they are given to `note`: each stands somewhere else than in the list.
    texts = {text for file in SOURCES if file.name != "actions.py" for text in _patterns(file)}
    noted = re.compile("|".join(sorted(texts)))
    assert [action for action in ACTIONS if not noted.fullmatch(action)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_action_is_a_sentence_on_the_screen(language: str) -> None:
    words = json.loads((ROOT / f"web/console/i18n/{language}.json").read_text("utf-8"))
    said = [key.removeprefix("audit.") for key in words if key.startswith("audit.")]
    assert sorted(said) == sorted(ACTIONS)


@pytest.mark.parametrize("language", sorted(_NOT_SAID))
def test_chinese_says_one_word_for_one_thing(language: str) -> None:
    """Only what else a question is searched by may be called otherwise."""
    said = re.compile("|".join(_NOT_SAID[language]))
    catalogues = (file for file in ROOT.glob(f"web/*/**/i18n/{language}.json") if "node_modules" not in file.parts)
    ours = (ROOT / "src/deskbell").rglob(f"{language}*")
    questions = (ROOT / "src/deskbell/help/texts" / language).glob("*.md")
    for file in (*catalogues, *(one for one in ours if one.is_file()), *questions):
        text = re.sub(r"^words:.*$", "", file.read_text("utf-8"), flags=re.MULTILINE)
        assert said.findall(text) == [], f"{file.name}: {_NOT_SAID[language]}"


def _patterns(file: Path) -> Iterator[str]:
    """Every text of a file that may be an action's name, as a regular expression: a gap in it is a word."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant | ast.JoinedStr):
            pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
            name = "".join(str(one.value) if isinstance(one, ast.Constant) else "*" for one in pieces)
            if re.fullmatch(r"[a-z*]+\.[a-z_*]+", name) and name != "*.*":
                yield re.escape(name).replace(r"\*", "[a-z_]+")


def _raised() -> Iterator[tuple[Path, str]]:
    """Every literal code that a refusal is made with."""
    yield from ((file, code) for file, code, _ in _refusals())


def _refusals() -> Iterator[tuple[Path, str, dict[str, str]]]:
    """The same, with what each is given by name; of these only literal texts have a value."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    given = {word.arg: word.value for word in node.keywords if word.arg}
                    yield file, first.value, {name: _text(value) for name, value in given.items()}


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
