"""The real server in a thread of this process, for tests that must look at what it does inside."""

import threading
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn

from deskbell.app import Server, create_app
from deskbell.kit.clock import Clock, system_clock
from deskbell.settings import Settings
from tests.services import wait_until
from tests.serving import free_port


@contextmanager
def hosted(settings: Settings, *, clock: Clock = system_clock, followers: bool = True) -> Generator[tuple[Server, str]]:
    """The server and its address; without followers it does what it is asked to and nothing by itself."""
    app = create_app(settings, clock=clock)
    port = free_port()
    lifespan = "on" if followers else "off"
    config = uvicorn.Config(app, port=port, ws="websockets-sansio", log_config=None, lifespan=lifespan)  # pyright: ignore[reportArgumentType] - ASGI's own loose types
    serving = uvicorn.Server(config)
    thread = threading.Thread(target=serving.run, name="hosted")
    thread.start()
    try:
        wait_until(lambda: serving.started, "the server in this process to start")
        yield app, f"http://127.0.0.1:{port}"
    finally:
        serving.should_exit = True
        thread.join()
        if not followers:
            app.db.close()
