"""A loopback page on which somebody accepts or rejects changed pages, one by one, with a reason.

Inputs:  `Candidate`s; the folder of baselines.
Outputs: accepted baselines and a row each in the log; `Decision`s.
Units:   bytes.
Source:  our choice. Safe from other pages in the same browser: the address holds a token, a form a
         second secret, and only requests to 127.0.0.1 from its own pages are answered. Pages are
         known by number, so no address names a file.
"""

import hmac
import secrets
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qs

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from banmian.snapshot.baseline import note_decision, write_baseline
from banmian.snapshot.review_page import Candidate, Decision, Desk, review_policy
from banmian.snapshot.words import Language

HOST = "127.0.0.1"
BODY_MAX = 16_384
REASON_MAX = 500


class Review:
    """The pages under review and what was said of them so far."""

    def __init__(
        self, candidates: Sequence[Candidate], root: Path, language: Language = Language.CHINESE
    ) -> None:
        self.candidates = tuple(candidates)
        self.decisions: dict[str, Decision] = {}
        self.root = root
        self.token = secrets.token_urlsafe(24)
        self.desk = Desk(f"/{self.token}/", secrets.token_urlsafe(24), language)
        self.when_done: Callable[[], None] = lambda: None

    @property
    def app(self) -> Starlette:
        """The application that answers the browser."""
        return Starlette(
            routes=[
                Route("/{token}/", self._list),
                Route("/{token}/page/{number:int}", self._show),
                Route("/{token}/page/{number:int}", self._decide, methods=["POST"]),
                Route("/{token}/finish", self._finish, methods=["POST"]),
            ]
        )

    async def _list(self, request: Request) -> Response:
        self._admit(request)
        return _html(self.desk.list_page(self.candidates, self.decisions))

    async def _show(self, request: Request) -> Response:
        self._admit(request)
        number, candidate = self._candidate(request)
        return _html(await run_in_threadpool(self.desk.candidate_page, number, candidate))

    async def _decide(self, request: Request) -> Response:
        self._admit(request)
        fields = await self._fields(request)
        _, candidate = self._candidate(request)
        reason = " ".join(fields.get("reason", "").split())
        choice = fields.get("decision")
        if choice not in {"accept", "reject"} or not 0 < len(reason) <= REASON_MAX:
            raise HTTPException(400, "a decision needs a reason")
        decision = Decision(choice == "accept", reason)
        if decision.accepted:
            await run_in_threadpool(accept, self.root, candidate, reason)
        self.decisions[candidate.name] = decision
        return RedirectResponse(self.desk.home, 303)

    async def _finish(self, request: Request) -> Response:
        self._admit(request)
        await self._fields(request)
        self.when_done()
        return _html(self.desk.last_page())

    def _admit(self, request: Request) -> None:
        """Answer nobody who does not know the token, nor under another name than ours."""
        if request.url.hostname != HOST:
            raise HTTPException(400, "another host")
        if not _equal(request.path_params["token"], self.token):
            raise HTTPException(404)

    def _candidate(self, request: Request) -> tuple[int, Candidate]:
        number = int(request.path_params["number"])
        if number >= len(self.candidates):
            raise HTTPException(404)
        return number, self.candidates[number]

    async def _fields(self, request: Request) -> dict[str, str]:
        """The fields of a form of ours."""
        origin = request.headers.get("origin")
        if origin is not None and origin != f"{request.url.scheme}://{request.url.netloc}":
            raise HTTPException(403, "another origin")
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > BODY_MAX:
                raise HTTPException(413)
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=10)
        values = {key: found[0] for key, found in fields.items()}
        if not _equal(values.get("secret", ""), self.desk.secret):
            raise HTTPException(403, "not a form of this review")
        return values


def accept(root: Path, candidate: Candidate, reason: str) -> None:
    """Make a page its own baseline, and log why.

    Raises:
        EnvironmentFault: the folder cannot be written.
    """
    write_baseline(root, candidate.name, candidate.new)
    note_decision(root, {"page": candidate.name, "reason": reason, **candidate.hashes})


def serve(review: Review, tell: Callable[[str], None]) -> None:
    """Serve a review on a free port of this machine until it is finished or Ctrl-C.

    Args:
        review: what to serve.
        tell: is told the address.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.bind((HOST, 0))
        config = uvicorn.Config(review.app, log_level="warning", access_log=False)
        server = uvicorn.Server(config)

        def stop() -> None:
            server.should_exit = True

        review.when_done = stop
        tell(f"http://{HOST}:{listener.getsockname()[1]}{review.desk.home}")
        server.run(sockets=[listener])


def _equal(one: str, two: str) -> bool:
    return hmac.compare_digest(one.encode(), two.encode())


def _html(text: str) -> HTMLResponse:
    return HTMLResponse(
        text,
        headers={
            "Content-Security-Policy": review_policy(),
            "Cache-Control": "no-store",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )
