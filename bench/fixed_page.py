"""The ceiling of pages: FastAPI and uvicorn, as the portal has them, with one page that never changes."""

import os

import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

PAGE = "<!DOCTYPE html><title>A page</title><p>FX-0000-0000</p>" + "<p>It never changes.</p>" * 200

app = FastAPI(openapi_url=None)


@app.get("/")
async def page() -> HTMLResponse:
    """The page."""
    return HTMLResponse(PAGE)


if __name__ == "__main__":
    port = int(os.environ["PORT"])
    uvicorn.run(app, port=port, http="httptools", log_config=None, access_log=False, server_header=False)
