"""An SQLite file system (VFS) that tells a `Disk` of every write: the default one, listened to through ctypes.

It lives in the very library that Python's `sqlite3` uses, so Deskbell's own connections can open files through it:
`sqlite:///file:/path?vfs=powercut&uri=true`.
"""

import ctypes
import sqlite3
from pathlib import Path
from typing import Any

from tests.delivery.disk import Disk

NAME = "powercut"
_IO_METHODS = (
    "close", "read", "write", "truncate", "sync", "file_size", "lock", "unlock", "check_reserved_lock", "file_control",
    "sector_size", "device_characteristics", "shm_map", "shm_lock", "shm_barrier", "shm_unmap", "fetch", "unfetch",
)  # fmt: skip
_VFS_METHODS = (
    "open", "delete", "access", "full_pathname", "dl_open", "dl_error", "dl_sym", "dl_close", "randomness", "sleep",
    "current_time", "get_last_error", "current_time_int64", "set_system_call", "get_system_call", "next_system_call",
)  # fmt: skip


class _IoMethods(ctypes.Structure):
    _fields_ = (("version", ctypes.c_int), *((name, ctypes.c_void_p) for name in _IO_METHODS))


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_IoMethods)),)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("max_pathname", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("app_data", ctypes.c_void_p),
        *((name, ctypes.c_void_p) for name in _VFS_METHODS),
    )


_FileP = ctypes.POINTER(_File)
_Open = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, _FileP, ctypes.c_int, ctypes.c_void_p)
_Close = ctypes.CFUNCTYPE(ctypes.c_int, _FileP)
_Write = ctypes.CFUNCTYPE(ctypes.c_int, _FileP, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_Truncate = ctypes.CFUNCTYPE(ctypes.c_int, _FileP, ctypes.c_int64)
_Sync = ctypes.CFUNCTYPE(ctypes.c_int, _FileP, ctypes.c_int)


class Listening:
    """The VFS, registered once for the process; `disk` may be exchanged while no file is open."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self.disk = Disk()
        self._names: dict[int, str] = {}
        # By the address of the original methods: what they were, and ours. SQLite keeps pointers to all of this.
        self._ours: dict[int, _IoMethods] = {}
        self._keep: list[Any] = []
        find = library.sqlite3_vfs_find
        find.restype = ctypes.POINTER(_Vfs)
        self._default = find(None).contents
        self._vfs = _Vfs.from_buffer_copy(self._default)
        self._vfs.name = NAME.encode()
        self._vfs.next = None
        self._vfs.open = self._pointer(_Open(self._open))
        assert library.sqlite3_vfs_register(ctypes.byref(self._vfs), 0) == sqlite3.SQLITE_OK

    def _open(self, vfs: int, name: int | None, file: Any, flags: int, out_flags: int | None) -> int:
        result = _Open(self._default.open)(vfs, name, file, flags, out_flags)
        if result == sqlite3.SQLITE_OK and name is not None:
            path = ctypes.string_at(name).decode()
            self._names[ctypes.addressof(file.contents)] = path
            self.disk.opened(path)
            file.contents.methods = ctypes.pointer(self._listening_to(file.contents.methods))
        return result

    def _listening_to(self, original: Any) -> _IoMethods:
        key = ctypes.addressof(original.contents)
        if key not in self._ours:
            self._ours[key] = self._listening_methods(original.contents)
        return self._ours[key]

    def _listening_methods(self, default: _IoMethods) -> _IoMethods:
        close, write, truncate = _Close(default.close), _Write(default.write), _Truncate(default.truncate)

        def closing(file: Any) -> int:
            self._names.pop(ctypes.addressof(file.contents), None)
            return close(file)

        def writing(file: Any, data: int, size: int, offset: int) -> int:
            self.disk.wrote(self._name(file), offset, ctypes.string_at(data, size))
            return write(file, data, size, offset)

        def truncating(file: Any, size: int) -> int:
            self.disk.truncated(self._name(file), size)
            return truncate(file, size)

        def syncing(file: Any, _flags: int) -> int:
            # The real disk is not asked: only the simulated one has to survive.
            self.disk.synced(self._name(file))
            return sqlite3.SQLITE_OK

        ours = _IoMethods.from_buffer_copy(default)
        ours.close = self._pointer(_Close(closing))
        ours.write = self._pointer(_Write(writing))
        ours.truncate = self._pointer(_Truncate(truncating))
        ours.sync = self._pointer(_Sync(syncing))
        return ours

    def _name(self, file: Any) -> str:
        return self._names[ctypes.addressof(file.contents)]

    def _pointer(self, function: Any) -> int | None:
        self._keep.append(function)
        return ctypes.cast(function, ctypes.c_void_p).value


def listen() -> Listening | None:
    """The VFS, or None where Python carries an SQLite inside that hides its functions from the outside."""
    maps = Path("/proc/self/maps")
    loaded = maps.read_text().splitlines() if maps.exists() else []
    paths = {line.split(maxsplit=5)[5] for line in loaded if "sqlite3" in line and ".so" in line}
    # None is the program itself, which may have been linked with all of it.
    for path in (*sorted(paths), None):
        library = ctypes.CDLL(path)
        if hasattr(library, "sqlite3_vfs_register") and hasattr(library, "sqlite3_vfs_find"):
            return Listening(library)
    return None
