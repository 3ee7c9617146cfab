#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes made-up weekly bulletins in the forms in which real ones are found.

    tests/tools/make-bulletins.py DIR N [--form FORM] [--seed TEXT] [--last YYYY-MM-DD]

N files YYYY-II, one for each week going back from the last one of 2026. The FORM is

    markdown  as the public markdown archive holds them, each about as long as a real one (4.7 kB);
              this is the usual one
    wechat    the page that the site sends: 60 to 200 kB, of which the text is the least
    short     the same with little around the text, as mirrors and printing views have it: 12 kB

Weeks, issue numbers, titles, lists of earlier issues and arithmetic are valid and
agree with each other; the figures are invented and every address lies under example.invalid, where
nothing can ever be fetched. The fixed sentences which carry figures have the bulletins' own form,
since that is what is read from them; everything else is written for this program.

The same N, seed and last week give the same bytes, so measurements can be repeated.
"""

import argparse
import datetime
import hashlib
import html
import os
import random

# What the site puts around a text; a reader has to cut it off again.
TAIL = """\
预览时标签不可点

![]()

微信扫一扫
关注该公众号

继续滑动看下一个

轻触阅读原文

![](http://pictures.example.invalid/head/0?wx_fmt=png)

周报样例

向上滑动看下一个

知道了

![]()
微信扫一扫
使用小程序

取消
允许

取消
允许

取消
允许

×
分析

![跳转二维码]()

![作者头像](http://pictures.example.invalid/head/0?wx_fmt=png)

微信扫一扫可打开此内容，
使用完整服务

：
，
，
，
，
，
，
，
，
，
，
，
，
。

视频
小程序
赞
，轻点两下取消赞
在看
，轻点两下取消在看
分享
留言
收藏
听过
"""

# Stands where a real bulletin has a paragraph that is the same every week.
FILLER = ("这是为测试编写的样例段落，不描述任何真实的一周；它的长度与通常的说明文字相近，"
          "使读取、存储和检索的工作量与真实数据相当。样例中的数字由程序按固定的种子生成，"
          "不代表任何机构发布的内容。")


class Week:
    """One week and what is said of it."""

    def __init__(self, monday, seed):
        self.start = monday
        self.end = monday + datetime.timedelta(days=6)
        # A week belongs to the year of its Sunday and is counted by that Sunday's place in it.
        self.year = self.end.year
        self.issue = (self.end.timetuple().tm_yday - 1) // 7 + 1
        self.seed = f"{seed}/{self.start.isoformat()}"

    def digits(self, purpose, length):
        """Hexadecimal digits that belong to this week and purpose."""
        return hashlib.shake_256(f"{self.seed}/{purpose}".encode()).hexdigest(length // 2)

    def title(self, with_years):
        """The printed title; in a heading a week of two years is printed with both."""
        if with_years and self.start.year != self.end.year:
            start = f"{self.start.year}年{self.start.month}月{self.start.day}日"
            end = f"{self.end.year}年{self.end.month}月{self.end.day}日"
        else:
            start = f"{self.start.month}月{self.start.day}日"
            end = f"{self.end.month}月{self.end.day}日"
        return f"网络安全信息与动态周报{self.year}年第{self.issue}期（{start}-{end}）"

    def address(self, tail):
        serial = 2000000000 + self.start.toordinal()
        return (f"https://articles.example.invalid/s?__biz=TWFkZVVwV2Vla2x5&mid={serial}&idx=1"
                f"&sn={self.digits('sn', 32)}&chksm={self.digits('chksm', 76)}&{tail}")

    def picture(self, number):
        return (f"https://pictures.example.invalid/made_png/{self.digits(f'picture{number}', 88)}"
                "/640?wx_fmt=png&from=appmsg")

    def incidents(self):
        """The sentences about incidents, with figures in the ranges of the real ones."""
        chance = random.Random(self.seed)
        total = int(67 * (2410 / 67) ** chance.random())
        cross_border = chance.randrange(total // 7, total + 1)
        phishing = chance.randrange(total // 2, total + 1)
        platforms = chance.randrange(1, 139)
        urls = chance.randrange(1, 1549)
        text = ("本周，CNCERT协调云服务商、域名注册服务机构、应用商店、各省分中心以及国际合作组织"
                f"共处理网络安全事件{total}起，含跨境网络安全事件{cross_border}起。其中，协调境内外"
                f"域名注册机构、境外CERT等机构重点处理{phishing}起仿冒投诉事件")
        # A few weeks say nothing of platforms; the older ones join the sentences by a semicolon.
        if chance.randrange(15) == 0:
            return text + "。"
        text += "；" if chance.randrange(4) == 0 else "。"
        return text + (f"协调{platforms}个提供恶意移动应用程序下载服务的平台开展移动互联网恶意代码"
                       f"处理工作，共处理传播移动互联网恶意代码的恶意URL链接{urls}个。")

    def rating(self):
        return random.Random(self.seed + "/rating").choices("优良中差", (10, 80, 9, 1))[0]

    def to_markdown(self, seed):
        """The whole page."""
        published = self.end + datetime.timedelta(days=5)
        title = self.title(with_years=True)
        cover = self.picture(0)
        pictures = "".join(f"![]({self.picture(number)})" for number in range(1, 6))
        recap = []
        for back in range(1, 6):
            earlier = Week(self.start - datetime.timedelta(weeks=back), seed)
            recap.append(f"●[{earlier.title(with_years=False)}]"
                         f"({earlier.address('scene=21#wechat_redirect')})\n")
        return "\n".join((
            "---",
            f"title: {title}",
            f"url: {self.address('scene=58&subscene=0#rd')}",
            "source: 周报样例",
            f"date: {published.isoformat()}",
            f"fetch_date: {published.isoformat()}T08:00:00.000000",
            "---\n",
            f"# {title}\n",
            f"![cover_image]({cover})\n",
            f"# {title}\n",
            "原创\n",
            "CNCERT\n",
            "周报样例\n",
            "本周网络安全基本态势\n",
            f"本周，互联网网络安全态势整体评价为{self.rating()}。{FILLER}\n",
            f"{pictures}\n",
            "本周事件处理情况\n",
            f"{self.incidents()}\n",
            "近期回顾\n",
            *recap,
            TAIL,
        ))

    def to_page(self, seed, size):
        """The page as the site sends it, of about that many bytes."""
        return Page(self, seed, size).to_html()


class Page:
    """A page of the site: an article within scripts, styles and hidden parts."""

    def __init__(self, week, seed, size):
        self.week = week
        self.seed = seed
        self.size = size
        self.chance = random.Random(f"{week.seed}/page")

    def word(self):
        return self.chance.choice(("show", "item", "node", "list", "data", "page", "state", "time", "icon",
                                   "panel", "count", "share", "view", "menu", "name")) \
            + str(self.chance.randrange(1000))

    def style(self):
        chance = self.chance
        return (f"font-size: {chance.randrange(12, 20)}px; letter-spacing: {chance.randrange(3)}px; "
                f"color: rgb({chance.randrange(256)}, {chance.randrange(256)}, {chance.randrange(256)}); "
                f"line-height: 1.{chance.randrange(10)}em; box-sizing: border-box;")

    def span(self, text):
        return (f'<span leaf="" textstyle="" style="{self.style()}">{html.escape(text, quote=False)}'
                "</span>")

    def paragraph(self, text):
        """One paragraph in the nest of sections that the site's editor makes."""
        depth = self.chance.randrange(1, 5)
        opening = "".join(f'<section data-role="{self.word()}" style="{self.style()}">' for _ in range(depth))
        middle = len(text) // 2
        words = self.span(text) if len(text) < 40 else self.span(text[:middle]) + self.span(text[middle:])
        return f'{opening}<p style="{self.style()}">{words}</p>' + "</section>" * depth + "\n"

    def picture(self, number):
        address = html.escape(self.week.picture(number))
        return ('<section style="text-align: center;" nodeleaf=""><img class="rich_pages wxw-img" '
                f'data-galleryid="" data-imgfileid="{self.week.digits(f"file{number}", 10)}" data-ratio="0.5625" '
                f'data-s="300,640" data-src="{address}" data-type="png" data-w="1080" '
                f'style="{self.style()}"></section>\n')

    def article(self):
        week = self.week
        parts = [self.paragraph("本周网络安全基本态势"),
                 self.paragraph(f"本周，互联网网络安全态势整体评价为{week.rating()}。{FILLER}")]
        parts += [self.picture(number) for number in range(1, 6)]
        parts += [self.paragraph("本周事件处理情况"), self.paragraph(week.incidents()), self.paragraph("近期回顾")]
        for back in range(1, 6):
            earlier = Week(week.start - datetime.timedelta(weeks=back), self.seed)
            address = html.escape(earlier.address("scene=21#wechat_redirect"))
            parts.append(f'<p style="{self.style()}"><span leaf="">●</span><a class="normal_text_link" target="_blank" '
                         f'style="" href="{address}" textvalue="" data-itemshowtype="0" linktype="text" '
                         f'data-linktype="2">{self.span(earlier.title(with_years=False))}</a></p>\n')
        return "".join(parts)

    def script(self, size):
        """A script of that many bytes."""
        lines = []
        while size > 0:
            a, b, c = self.word(), self.word(), self.word()
            line = self.chance.choice((
                f"function {a}({b},{c}){{if({b}<{c}&&{c}>{len(a)}){{return '<div class=\"{a}\">'+{b}+'</div>';}}"
                f"return {b}||{c};}}",
                f"var {a} = {{{b}: '{self.chance.randrange(1 << 30)}', \"{c}\": [1, 2, 3], url: "
                f"\"https://site.example.invalid/{a}?{b}=1&{c}=2\"}};",
                f"window.{a} = window.{b} || []; window.{a}.push(function () {{ {c}('{a}') }});",
                f"!function(e,t){{for(var n=0;n<t.length;n++)e[t[n]]=n;}}({a},\"{b} {c}\".split(' '));",
            ))
            lines.append(line)
            size -= len(line) + 1
        return f'<script type="text/javascript" nonce="{self.week.digits("nonce", 8)}">\n' + "\n".join(lines) \
            + "\n</script>\n"

    def sheet(self, size):
        """A style sheet of that many bytes."""
        rules = []
        while size > 0:
            rule = f".{self.word()} .{self.word()}:before{{{self.style()}}}"
            rules.append(rule)
            size -= len(rule)
        return "<style>" + "".join(rules) + "</style>\n"

    def dialogs(self, size):
        """Parts that are shown only when something is pressed."""
        parts = []
        while size > 0:
            part = (f'<div id="js_{self.word()}" class="weui-dialog {self.word()}" style="display:none;" '
                    f'aria-hidden="true"><div class="weui-dialog__bd {self.word()}"><button type="button" '
                    f'class="weui-btn {self.word()}"><svg width="24" height="24" viewBox="0 0 24 24"><path '
                    f'd="M{self.chance.randrange(24)} 1l2 3z"></path></svg></button><span class="{self.word()}">'
                    f'{self.chance.choice(("知道了", "取消", "允许", "微信扫一扫", "使用小程序"))}</span></div></div>\n')
            parts.append(part)
            size -= len(part)
        return "".join(parts)

    def head(self):
        week = self.week
        title = html.escape(week.title(with_years=True))
        address = html.escape(week.address("scene=58#rd"))
        return ('<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title></title>\n'
                f'<meta property="og:title" content="{title}" />\n<meta property="og:url" content="{address}" />\n'
                f'<meta property="og:image" content="{html.escape(week.picture(0))}" />\n'
                '<meta property="og:type" content="article" />\n<meta name="author" content="CNCERT" />\n')

    def variables(self):
        published = datetime.datetime.combine(self.week.end, datetime.time(9), datetime.timezone.utc) \
            + datetime.timedelta(days=5)
        return ('<script type="text/javascript">\nvar biz = "TWFkZVVwV2Vla2x5";\nvar nickname = htmlDecode("周报样例");\n'
                f'var ct = "{int(published.timestamp())}";\nvar msg_title = \'{self.week.title(with_years=True)}\''
                ".html(false);\nvar item_show_type = '0';\n</script>\n")

    def to_html(self):
        article = self.article()
        noise = max(self.size - len(article.encode("utf-8")) - 2000, 0)
        return ('<!DOCTYPE html>\n<html class="">\n<head>\n' + self.head() + self.script(noise * 20 // 100)
                + self.sheet(noise * 20 // 100)
                + '</head>\n<body id="activity-detail" class="zh_CN">\n<div id="js_article" class="rich_media">'
                '<div class="rich_media_area_primary"><h1 class="rich_media_title" id="activity-name">\n'
                + self.week.title(with_years=True)
                + '\n</h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">原创</span>'
                '<a href="javascript:void(0);" id="js_name">周报样例</a><em id="publish_time"></em></div>\n'
                '<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; '
                'opacity: 0; ">' + article + "</div>\n" + self.dialogs(noise * 25 // 100) + "</div></div>\n"
                + self.variables() + self.script(noise * 35 // 100) + "</body>\n</html>\n")


def write_form(week, form, seed):
    """What stands in the file of a week, and how its name ends."""
    if form == "markdown":
        return week.to_markdown(seed), "md"
    size = 12000 if form == "short" else random.Random(f"{week.seed}/size").randrange(60000, 200000)
    return week.to_page(seed, size), "html"


def main():
    parser = argparse.ArgumentParser(description="Writes made-up weekly bulletins.")
    parser.add_argument("folder", metavar="DIR", help="where to write; made where it is missing")
    parser.add_argument("count", metavar="N", type=int, help="how many")
    parser.add_argument("--form", choices=("markdown", "wechat", "short"), default="markdown",
                        help="what kind of files")
    parser.add_argument("--seed", default="zhoubao", help="other text, other figures")
    parser.add_argument("--last", type=datetime.date.fromisoformat,
                        default=datetime.date(2026, 12, 27), help="a day of the last week")
    arguments = parser.parse_args()

    os.makedirs(arguments.folder, exist_ok=True)
    monday = arguments.last - datetime.timedelta(days=arguments.last.weekday())
    total = 0
    for back in range(arguments.count):
        week = Week(monday - datetime.timedelta(weeks=back), arguments.seed)
        text, ending = write_form(week, arguments.form, arguments.seed)
        text = text.encode("utf-8")
        total += len(text)
        name = f"{week.year:04}-{week.issue:02}.{ending}"
        with open(os.path.join(arguments.folder, name), "wb") as file:
            file.write(text)
    print(f"{arguments.folder}: {arguments.count} bulletins, {total} bytes")


if __name__ == "__main__":
    main()
