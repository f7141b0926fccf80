"""The review: who may write, what is written; and once in a browser."""

import asyncio
import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import sync_playwright

from banmian.snapshot.baseline import LOG, baselines_under, read_baseline
from banmian.snapshot.compare import compare
from banmian.snapshot.review import Review, serve
from banmian.snapshot.review_page import Candidate

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def candidates(make_page: Callable[..., bytes]) -> list[Candidate]:
    old, new = make_page("己所不欲，勿施于人。"), make_page("已所不欲，勿施于人。")
    changed = Candidate("e/01", old, new, compare(old, new))
    return [changed, Candidate("e/<b>02", b"", new, None)]


@pytest.fixture
def review(candidates: list[Candidate], tmp_path: Path) -> Review:
    return Review(candidates, tmp_path / "kept")


class Client:
    """Asks the application without a network."""

    def __init__(self, review: Review) -> None:
        self._app = review.app

    def ask(self, method: str, path: str, **rest: Any) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            base = "http://127.0.0.1:4000"
            async with httpx.AsyncClient(transport=transport, base_url=base) as client:
                return await client.request(method, path, **rest)

        return asyncio.run(send())

    def get(self, path: str, **rest: Any) -> httpx.Response:
        return self.ask("GET", path, **rest)

    def post(self, path: str, **rest: Any) -> httpx.Response:
        return self.ask("POST", path, **rest)


@pytest.fixture
def browser(review: Review) -> Client:
    return Client(review)


def form(review: Review, decision: str = "accept", reason: str = "换字") -> dict[str, str]:
    return {"secret": review.desk.secret, "decision": decision, "reason": reason}


def test_accepting_writes_the_baseline_and_says_why(browser: Client, review: Review) -> None:
    home = review.desk.home
    listed = browser.get(home)
    assert "<b>02" not in listed.text
    assert "default-src 'none'" in listed.headers["content-security-policy"]
    assert "己 → 已" in browser.get(f"{home}page/0").text
    assert "data:image/png" in browser.get(f"{home}page/1").text
    done = browser.post(f"{home}page/0", data=form(review, reason=" 换字\n "))
    assert (done.status_code, done.headers["location"]) == (303, home)
    assert read_baseline(review.root, "e/01").data == review.candidates[0].new
    row = json.loads((review.root / LOG).read_text(encoding="utf-8"))
    assert (row["page"], row["reason"]) == ("e/01", "换字")
    assert row["old"] != row["new"]
    assert "已接受" in browser.get(home).text


def test_rejecting_writes_nothing(browser: Client, review: Review) -> None:
    browser.post(f"{review.desk.home}page/0", data=form(review, "reject"))
    assert not review.decisions["e/01"].accepted
    assert not review.root.exists()


def test_nobody_else_may_look_or_write(browser: Client, review: Review) -> None:
    home = review.desk.home
    place = f"{home}page/0"
    assert browser.get("/").status_code == 404
    assert browser.get(f"/{'x' * 32}/").status_code == 404
    assert browser.get(home, headers={"host": "evil.example"}).status_code == 400
    refused = [
        browser.post(f"/{'x' * 32}/page/0", data=form(review)),
        browser.post(place, data=form(review), headers={"origin": "http://evil.example"}),
        browser.post(place, data=form(review), headers={"origin": "null"}),
        browser.post(place, data=form(review), headers={"host": "evil.example:4000"}),
        browser.post(place, data={**form(review), "secret": review.token}),
        browser.post(place, data=form(review, reason=" ")),
        browser.post(place, data=form(review, "yes")),
        browser.post(place, data=form(review, reason="长" * 501)),
        browser.post(place, content=b"x" * 20_000),
        browser.post(f"{home}page/2", data=form(review)),
        browser.get(f"{home}page/..%2f..%2fetc"),
        browser.ask("PUT", place, data=form(review)),
    ]
    assert all(400 <= answer.status_code < 500 for answer in refused)
    assert review.decisions == {}
    assert not review.root.exists()


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not there")
def test_a_browser_accepts_and_finishes(candidates: list[Candidate], tmp_path: Path) -> None:
    review = Review(candidates[:1], tmp_path)
    known: list[str] = []
    ready = threading.Event()

    def tell(address: str) -> None:
        known.append(address)
        ready.set()

    server = threading.Thread(target=serve, args=(review, tell), daemon=True)
    server.start()
    assert ready.wait(20)
    said: list[str] = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.goto(known[0])
        page.get_by_role("link", name="e/01").click()
        page.locator(".stage img").first.wait_for()
        page.locator("input[name=reason]").fill("改字 j")
        page.get_by_role("button", name="接受", exact=True).click()
        assert "已接受" in page.content()
        page.get_by_role("button", name="结束").click()
        assert "已结束" in page.content()
        browser.close()
    server.join(20)
    assert not server.is_alive()
    assert [text for text in said if "favicon" not in text] == []
    assert baselines_under(tmp_path) == ("e/01",)
    assert review.decisions["e/01"].reason == "改字 j"
