/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-page-frame.h"

#include <string.h>

#include "bulletin/zb-period.h"

/* WeChat draws a frame of buttons and hints around every article, and
 * converters turn the frame into text as well. What is listed here was seen in
 * archives of 2022 to 2026. */

/* A refusal is a short page: longer texts may well talk about refusals. */
#define MAX_REFUSAL_HAN 120

/* Hints of the frame may stand above a text, too. There, so many characters with a full stop
 * are a sentence of the text, which goes on. */
#define MIN_SENTENCE_HAN 30

/* A line below the title that says when it was published is short, and among the first. */
#define MAX_DATE_LINE_BYTES 300
#define MAX_DATE_LINE_BLOCKS 6

/* From the first of these paragraphs on, nothing belongs to the article. */
static const char *const tail_paragraphs[] = {
  "预览时标签不可点", "阅读原文", "不喜欢", "继续滑动看下一个", "轻触阅读原文",
  "向上滑动看下一个", "知道了", "×分析", "使用小程序", "取消允许",
};

static const char *const tail_prefixes[] = {
  "修改于", "微信扫一扫", "视频小程序",
};

/* These stand between the title and the text. */
static const char *const head_paragraphs[] = {
  "原创", "CNCERT", "国家互联网应急中心CNCERT", "在小说阅读器读本章", "去阅读",
  "在小说阅读器中沉浸阅读", "在公众号小说中沉浸阅读", "在小说阅读器读本章去阅读",
};

static const struct {
  const char *phrase;
  ZbRefusal   refusal;
} refusal_phrases[] = {
  { "环境异常", ZB_REFUSAL_VERIFICATION },
  { "完成验证后即可继续访问", ZB_REFUSAL_VERIFICATION },
  { "访问过于频繁", ZB_REFUSAL_TOO_FREQUENT },
  { "已被发布者删除", ZB_REFUSAL_DELETED },
  { "此内容因违规", ZB_REFUSAL_VIOLATION },
  { "此内容发送失败", ZB_REFUSAL_DELETED },
  { "此账号已被屏蔽", ZB_REFUSAL_ACCOUNT_BLOCKED },
  { "链接已过期", ZB_REFUSAL_LINK_EXPIRED },
  { "获取全文失败", ZB_REFUSAL_NOT_FETCHED },
  { "阅读全文", ZB_REFUSAL_CARD },
};

static gboolean
is_one_of (const char        *text,
           const char *const *list,
           gsize              n_list)
{
  for (gsize i = 0; i < n_list; i++)
    if (strcmp (text, list[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The names of the buttons are pictures; what converters keep of the row is "：，，，。".
 * Other signs alone on a line are rules, and part of the text. */
static gboolean
is_button_row (const char *text)
{
  const char *p = text;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0xff1a && c != 0xff0c && c != 0x3002 && c != ' ')
        return FALSE;
      p = g_utf8_next_char (p);
    }
  return p != text;
}

static gboolean
is_tail (const ZbBlock *block,
         const char    *text)
{
  if (block->kind != ZB_BLOCK_PARAGRAPH)
    return FALSE;
  if (is_one_of (text, tail_paragraphs, G_N_ELEMENTS (tail_paragraphs)) || is_button_row (text))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (tail_prefixes); i++)
    if (g_str_has_prefix (text, tail_prefixes[i]))
      return TRUE;
  return FALSE;
}

/* "ACCOUNT   2024-07-12 10:00": the line in which one of the archives keeps both. */
static gboolean
is_byline (ZbDocument *document,
           const char *text)
{
  gsize length = strlen (text);
  const char *date = text + length - MIN (length, strlen ("2024-07-12 10:00"));
  GDate day;

  if (date == text || date[-1] != ' ' || strlen (date) != strlen ("2024-07-12 10:00") ||
      date[10] != ' ' || date[13] != ':' || !zb_date_parse_iso (date, &day))
    return FALSE;
  if (!g_date_valid (&document->published))
    document->published = day;
  if (document->account == NULL)
    document->account = g_strstrip (g_strndup (text, (gsize) (date - text)));
  return TRUE;
}

/* "时间:2014-02-17 15:42来源:… 作者:… 点击:": the line in which a site keeps them, below the title. */
static gboolean
is_date_line (ZbDocument *document,
              const char *text)
{
  const char *p = strstr (text, "时间");
  GDate day;

  if (p == NULL || strlen (text) > MAX_DATE_LINE_BYTES || strstr (text, "来源") == NULL)
    return FALSE;
  p += strlen ("时间");
  while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (!zb_date_parse_printed (p, &day))
    return FALSE;
  if (!g_date_valid (&document->published))
    document->published = day;
  return TRUE;
}

static gboolean
is_head (ZbDocument *document,
         const char *text)
{
  return is_one_of (text, head_paragraphs, G_N_ELEMENTS (head_paragraphs)) ||
         g_strcmp0 (text, document->account) == 0 ||
         is_byline (document, text);
}

/* Counts Han characters, no further than to @limit. */
static guint
count_han (const char *text,
           guint       limit)
{
  guint n = 0;

  for (const char *p = text; *p != '\0' && n < limit; p = g_utf8_next_char (p))
    if ((guchar) *p >= 0x80 && g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      n++;
  return n;
}

/**
 * zb_page_frame_find_refusal:
 * @words: the words of a page that has no text of its own
 *
 * Returns: the refusal whose sentence stands there, or %ZB_REFUSAL_NONE.
 */
ZbRefusal
zb_page_frame_find_refusal (const char *words)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusal_phrases); i++)
    if (strstr (words, refusal_phrases[i].phrase) != NULL)
      return refusal_phrases[i].refusal;
  return ZB_REFUSAL_NONE;
}

/* Behind the last block that holds a sentence; what stands before it is above the text or in it. */
static guint
find_end_of_sentences (GPtrArray *blocks)
{
  for (guint i = blocks->len; i > 0; i--)
    {
      g_autofree char *text = zb_block_dup_text (g_ptr_array_index (blocks, i - 1));

      if (strstr (text, "。") != NULL && count_han (text, MIN_SENTENCE_HAN) == MIN_SENTENCE_HAN)
        return i;
    }
  return 0;
}

/* Takes the blocks of the frame out of the document and gathers the first words of
 * the rest, headings of the title apart: they stand on refusals too. */
static GString *
strip_blocks (ZbDocument *document)
{
  g_autoptr(GPtrArray) all = g_steal_pointer (&document->blocks);
  GString *visible = g_string_new (NULL);
  guint n_visible = 0;
  gboolean in_head = TRUE;
  gboolean in_tail = FALSE;
  gboolean has_sentence = FALSE;
  guint end_of_sentences = find_end_of_sentences (all);

  document->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_block_free);
  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr(ZbBlock) block = g_steal_pointer (&g_ptr_array_index (all, i));
      g_autofree char *text = g_strstrip (zb_block_dup_text (block));

      /* Copies that were put together into one file have a frame each. */
      if (in_tail && block->kind == ZB_BLOCK_HEADING && block->level == 1)
        {
          in_tail = has_sentence = FALSE;
          in_head = document->is_gathered = TRUE;
        }
      if (!in_tail && is_tail (block, text))
        {
          in_tail = has_sentence || i >= end_of_sentences;
          continue;
        }
      if (in_tail || (block->kind == ZB_BLOCK_IMAGE && *block->image == '\0'))
        continue;
      if (i < MAX_DATE_LINE_BLOCKS && block->kind == ZB_BLOCK_PARAGRAPH && is_date_line (document, text))
        continue;
      if (in_head && block->kind == ZB_BLOCK_PARAGRAPH)
        {
          if (is_head (document, text))
            continue;
          in_head = count_han (text, 2) < 2;
        }
      has_sentence = has_sentence || count_han (text, MIN_SENTENCE_HAN) == MIN_SENTENCE_HAN;
      if (n_visible <= MAX_REFUSAL_HAN && (block->kind != ZB_BLOCK_HEADING || block->level > 1))
        {
          n_visible += count_han (text, MAX_REFUSAL_HAN + 1);
          g_string_append (visible, text);
          g_string_append_c (visible, '\n');
        }
      g_ptr_array_add (document->blocks, g_steal_pointer (&block));
    }
  return visible;
}

/**
 * zb_page_frame_strip:
 * @document: as it came out of its reader; changed
 *
 * Takes away what the site drew around the text, and sees whether what is left
 * is one of the known refusals, unless its reader knew that already.
 */
void
zb_page_frame_strip (ZbDocument *document)
{
  g_autoptr(GString) visible = strip_blocks (document);
  guint n_han = count_han (visible->str, MAX_REFUSAL_HAN + 1);

  if (document->refusal != ZB_REFUSAL_NONE)
    return;
  if (n_han == 0)
    document->refusal = ZB_REFUSAL_EMPTY;
  else if (n_han <= MAX_REFUSAL_HAN)
    document->refusal = zb_page_frame_find_refusal (visible->str);
}
