"""What the cache keeps of a document is all of it that anybody asks for."""

import pickle
from dataclasses import fields, replace

from tiny_library import library

from portal.collect.document import Document, read_document
from portal.collect.record import document_of, record_of
from portal.core.article import Article

ARTICLE = """\
---
title: "Tổng kết: năm 2021"
date: 2022-01-14 16:00
updated: 26/01/2022
category: hoat-dong
author: Ban Biên tập
summary: Một năm làm việc.
tags: [chuyển đổi số, Chuyển đổi số, họp]
image:
  src: hinh-anh/a.png
  alt: Toàn cảnh
  caption: Hội trường
aliases: [/cu.html]
status: draft
statistics:
  - indicator: cuoc-hop
    figure: 554 cuộc họp
---
Năm 2021 có 554 cuộc họp, xem [bài trước](../2021/cu.md).

#### Sâu

![Núi](../../hinh-anh/b.png)
"""
PAGE = "---\ntitle: Liên hệ\nmenu: 3\nupdated: 2022-01-14\naliases: [/lien-he-cu/]\n---\nĐịa chỉ.\n"


def again(document: Document) -> Document:
    return document_of(pickle.loads(pickle.dumps(record_of(document))))


def test_an_article_comes_back_without_what_only_its_readers_see() -> None:
    document = read_document(
        "bai-viet/2022/a.md", ARTICLE.encode(), library([]).declarations
    )._replace(shape="abc")
    article = document.article
    assert article is not None
    assert document.problems
    assert document.references
    unset = [field.name for field in fields(Article) if not getattr(article, field.name)]
    assert unset == [], "give every part of an article a value here"
    kept = replace(article, statistics=(), statistics_lines=())
    assert again(document) == document._replace(body=None, article=kept)


def test_a_page_and_an_unusable_file_come_back() -> None:
    declarations = library([]).declarations
    page = read_document("trang/a.md", PAGE.encode(), declarations)
    assert page.page is not None
    assert again(page) == page._replace(body=None)
    for text in ("", "---\na: [\n---\n", "---\ntitle: Một\n---\n"):
        unusable = read_document("bai-viet/2022/a.md", text.encode(), declarations)
        assert unusable.article is None
        assert again(unusable) == unusable._replace(body=None)
