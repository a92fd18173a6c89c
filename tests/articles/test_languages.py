"""Pages in other languages than English: rows with their language, and the fields that stand there plainly."""

from __future__ import annotations

import pandas as pd
import pytest

from newsresearch.articles import load_articles

COLUMNS = ["outlet", "headline", "language", "published_at", "published_zone", "dateline", "byline", "note", "text"]
PAGES = {
    "Korean": (
        "두 나라 대표, 가을에 다시 만나기로\n\n송고시간 2019-03-02 18:05\n\n"
        "(오슬로=연합뉴스) 홍길동 기자 = 두 나라 대표가 가을에 다시 만나기로 했다고 주최 측이 2일 밝혔다.\n\n"
        "날짜는 여름 전에 정하기로 했다.\n\ngildong@example.org\n",
        ["Yonhap", "두 나라 대표, 가을에 다시 만나기로", "ko", "2019-03-02 09:05", "Asia/Seoul", "오슬로", "홍길동",
         None, "두 나라 대표가 가을에 다시 만나기로 했다고 주최 측이 2일 밝혔다.\n\n날짜는 여름 전에 정하기로 했다."],
    ),
    "Korean, another agency": (
        "두 나라 대표, 가을에 다시 만나기로\n\n입력 2019.03.02 오후 6:05\n\n"
        "[오슬로=보기통신] 두 나라 대표가 가을에 다시 만나기로 했다고 주최 측이 2일 밝혔다고 한다.\n",
        ["보기통신", "두 나라 대표, 가을에 다시 만나기로", "ko", "2019-03-02 18:05", None, "오슬로", None,
         "no zone is known for the time; it stands as if it were UTC",
         "두 나라 대표가 가을에 다시 만나기로 했다고 주최 측이 2일 밝혔다고 한다."],
    ),
    "Japanese": (
        "両国代表、秋に再会談へ\n\n2019年3月2日 18時05分\n\n"
        "【オスロ共同】両国の代表は2日、秋に再び会談することで合意したと主催者が明らかにした。\n",
        ["Kyodo", "両国代表、秋に再会談へ", "ja", "2019-03-02 09:05", "Asia/Tokyo", "オスロ", None, None,
         "両国の代表は2日、秋に再び会談することで合意したと主催者が明らかにした。"],
    ),
    "Chinese": (
        "两国代表商定秋季再次会面\n\n2019年3月2日 下午6点05分\n\n"
        "新华社奥斯陆3月2日电（记者 张三）主办方2日表示，两国代表商定今年秋季再次举行会面，具体日期尚待确定。\n",
        ["Xinhua", "两国代表商定秋季再次会面", "zh", "2019-03-02 10:05", "Asia/Shanghai", "奥斯陆", "张三", None,
         "主办方2日表示，两国代表商定今年秋季再次举行会面，具体日期尚待确定。"],
    ),
}  # fmt: skip  # a page and its fields side by side


@pytest.mark.parametrize("language", PAGES)
def test_a_wire_page_in_another_language(tmp_path, language):
    """Headline, time in the zone of a known outlet, place and by-line are read; a time without a zone has a note."""
    page, expected = PAGES[language]
    (tmp_path / "a.txt").write_text(page, encoding="utf-8")
    row = load_articles(tmp_path)[COLUMNS].iloc[0]
    found = [None if pd.isna(value) else value for value in row]
    found[3] = f"{found[3]:%Y-%m-%d %H:%M}"
    assert found == expected
