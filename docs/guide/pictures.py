"""Take the README's pictures anew: `python docs/guide/pictures.py http://127.0.0.1:8000`, beside a fresh `make run`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent / "images"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
SIZE = {"width": 1280, "height": 860}
PASSWORD = "yanshi-2026"
OWNER, RECEPTIONIST = "19900000051", "19900000011"
TEXT = "main h2 a:has-text('设备更新补助办法')"
CASE = "main a:has-text('焊缝要检测报告')"


def _visitor(browser: Browser, address: str, mobile: str = "") -> Page:
    page = browser.new_context(viewport=SIZE, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.goto(f"{address}/signin/" if mobile else address)
    if mobile:
        page.get_by_text("用密码登录").click()
        page.get_by_label("手机号").fill(mobile)
        page.get_by_label("密码", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        page.wait_for_load_state()
    return page


def _picture(page: Page, name: str, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=HERE / f"{name}.png")


def main(address: str) -> None:
    """Home, my policies, their review, a policy's words, a demand as its enterprise sees it, the desk, a case."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=SWITCHES)
        _picture(_visitor(browser, address), "home", f"{address}/")
        owner = _visitor(browser, address, OWNER)
        _picture(owner, "my-policies", f"{address}/policies/mine/")
        _picture(owner, "policy-review", f"{address}/policies/mine/report/")
        owner.goto(f"{address}/policies/P31/")
        _picture(owner, "policy-text", address + str(owner.locator(TEXT).first.get_attribute("href")))
        owner.goto(f"{address}/demands/")
        _picture(owner, "demand", address + str(owner.locator(CASE).first.get_attribute("href")))
        staff = _visitor(browser, address, RECEPTIONIST)
        _picture(staff, "desk", f"{address}/demands/desk/")
        _picture(staff, "case", address + str(staff.locator(CASE).first.get_attribute("href")))
        _picture(staff, "intake", f"{address}/demands/intake/?phone={OWNER}")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
