#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes made-up weekly bulletins in the form in which the public markdown archive holds real ones.

    tests/tools/make-bulletins.py DIR N [--seed TEXT] [--last YYYY-MM-DD]

N files YYYY-II.md, one for each week going back from the last one of 2026, each about as long as a
real one (4.7 kB). Weeks, issue numbers, titles, lists of earlier issues and arithmetic are valid and
agree with each other; the figures are invented and every address lies under example.invalid, where
nothing can ever be fetched. The fixed sentences which carry figures have the bulletins' own form,
since that is what is read from them; everything else is written for this program.

The same N, seed and last week give the same bytes, so measurements can be repeated.
"""

import argparse
import datetime
import hashlib
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


def main():
    parser = argparse.ArgumentParser(description="Writes made-up weekly bulletins.")
    parser.add_argument("folder", metavar="DIR", help="where to write; made where it is missing")
    parser.add_argument("count", metavar="N", type=int, help="how many")
    parser.add_argument("--seed", default="zhoubao", help="other text, other figures")
    parser.add_argument("--last", type=datetime.date.fromisoformat,
                        default=datetime.date(2026, 12, 27), help="a day of the last week")
    arguments = parser.parse_args()

    os.makedirs(arguments.folder, exist_ok=True)
    monday = arguments.last - datetime.timedelta(days=arguments.last.weekday())
    total = 0
    for back in range(arguments.count):
        week = Week(monday - datetime.timedelta(weeks=back), arguments.seed)
        text = week.to_markdown(arguments.seed).encode("utf-8")
        total += len(text)
        name = f"{week.year:04}-{week.issue:02}.md"
        with open(os.path.join(arguments.folder, name), "wb") as file:
            file.write(text)
    print(f"{arguments.folder}: {arguments.count} bulletins, {total} bytes")


if __name__ == "__main__":
    main()
