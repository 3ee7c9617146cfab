/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/zb-extractor.h"

G_BEGIN_DECLS

/* The fixed sentences of 2022 to 2026 with made-up numbers. */
#define STORY_TITLE "网络安全信息与动态周报2024年第27期（7月1日-7月7日）"
#define STORY_RATING "本周，互联网网络安全态势整体评价为中。这一句是为测试写的。"
#define STORY_HANDLED \
  "本周，CNCERT协调云服务商、域名注册服务机构、应用商店、各省分中心以及国际合作组织" \
  "共处理网络安全事件1495起，含跨境网络安全事件328起。"
#define STORY_PHISHING "其中，协调境内外域名注册机构、境外CERT等机构重点处理654起仿冒投诉事件。"
#define STORY_PLATFORMS \
  "协调17个提供恶意移动应用程序下载服务的平台开展移动互联网恶意代码处理工作，" \
  "共处理传播移动互联网恶意代码的恶意URL链接26个。"
#define STORY_INCIDENTS STORY_HANDLED STORY_PHISHING STORY_PLATFORMS
#define STORY_BODY \
  "本周网络安全基本态势\n\n" STORY_RATING "\n\n" \
  "![](https://pictures.example/1)![](https://pictures.example/2)\n\n" \
  "本周事件处理情况\n\n" STORY_INCIDENTS "\n"
#define STORY_RECAP \
  "近期回顾\n\n" \
  "●[网络安全信息与动态周报2024年第26期（6月24日-6月30日）](http://old.example/s?mid=26&chksm=a#rd)\n\n" \
  "●[网络安全信息与动态周报2024年第25期（6月17日-6月23日）](http://old.example/s?mid=25&chksm=b#rd)\n"

/* What STORY_INCIDENTS states, as story_dup_figures() writes it. */
#define STORY_FIGURES_HANDLED "incidents_cross_border=328 incidents_total=1495"
#define STORY_FIGURES \
  "app_store_platforms=17 incidents_cross_border=328 incidents_phishing_complaints=654 " \
  "incidents_total=1495 malicious_app_urls=26"

char         *story_dup_page        (const char  *title,
                                     const char  *body);
GPtrArray    *story_read_all        (const char  *text);
ZbExtraction *story_read            (const char  *text);
char         *story_dup_figures     (ZbBulletin  *bulletin);
void          story_assert_figures  (const char  *text,
                                     const char  *figures);
void          story_assert_week     (ZbBulletin  *bulletin,
                                     const char  *start,
                                     const char  *end);
void          story_assert_is_whole (ZbExtraction *extraction);
char         *story_replace         (const char  *text,
                                     const char  *what,
                                     const char  *with);

G_END_DECLS
