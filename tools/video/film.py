"""Frames in, files out: what is recorded is kept without loss, then packed for browsers."""

import subprocess
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from imageio_ffmpeg import get_ffmpeg_exe  # pyright: ignore[reportMissingTypeStubs] - it comes without types
from PIL import Image

SIZE = (1280, 800)
RATE = 25
# A key frame every four seconds, so that one can jump about in it.
_GROUP = str(4 * RATE)
# AV1 knows screens and is half as large; H.264 is for what does not know AV1.
_AV1 = ["-c:v", "libsvtav1", "-preset", "5", "-crf", "47", "-svtav1-params", "scm=1:tune=0", "-g", _GROUP]
_H264 = [
    "-c:v",
    "libx264",
    "-preset",
    "slower",
    "-tune",
    "animation",
    "-crf",
    "30",
    "-profile:v",
    "high",
    "-level",
    "4.0",
]


class Film:
    """Takes frames one after the other; how many there were is the time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.frames = 0

    @property
    def milliseconds(self) -> int:
        """How far it has come."""
        return self.frames * 1000 // RATE

    def add(self, frame: Image.Image, times: int = 1) -> None:
        """Show a frame so many times."""
        pixels = frame.convert("RGB").tobytes()
        for _ in range(times):
            self._input.write(pixels)
        self.frames += times

    def __enter__(self) -> Self:
        width, height = SIZE
        raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", str(RATE), "-i", "-"]
        command = [get_ffmpeg_exe(), "-y", "-loglevel", "error", *raw]
        command += ["-c:v", "libx264rgb", "-qp", "0", "-preset", "ultrafast", str(self._file)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE)
        self._input = cast("IO[bytes]", self._process.stdin)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._input.close()
        self._process.wait()


def pack(film: Path, folder: Path) -> None:
    """Write `introduction.mp4` and `introduction.webm` of a recorded film."""
    colours = ["-vf", "scale=out_color_matrix=bt709:out_range=tv", "-pix_fmt", "yuv420p", "-colorspace", "bt709"]
    _run(film, [*colours, *_H264, "-g", _GROUP, "-movflags", "+faststart", str(folder / "introduction.mp4")])
    _run(film, [*colours, *_AV1, str(folder / "introduction.webm")])


def _run(film: Path, arguments: list[str]) -> None:
    # Nothing of the moment is written into the file: the same frames make the same bytes.
    plain = ["-an", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
    subprocess.run([get_ffmpeg_exe(), "-y", "-loglevel", "error", "-i", str(film), *plain, *arguments], check=True)
