/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-normal-text.h"

#include <string.h>

/* The longest reading that converters print behind a character: "(zhuàng)". */
#define MAX_READING_LETTERS 7

/* "[^123]" has the most digits that the mark of a footnote may have. */
#define MAX_MARK_DIGITS 3

/* Mirrors in Taiwan and Hong Kong print the same sentences in traditional characters. Only those
 * that data/figures.json and the titles of the bulletin and its neighbours use are made simplified
 * here: this is for comparing, not for reading. Both kinds take three bytes. */
static gunichar
simplify (gunichar c)
{
  switch (c)
    {
    case U'佔': return U'占'; case U'個': return U'个'; case U'傳': return U'传'; case U'價': return U'价';
    case U'億': return U'亿'; case U'優': return U'优'; case U'內': return U'内'; case U'別': return U'别';
    case U'動': return U'动'; case U'勢': return U'势'; case U'協': return U'协'; case U'國': return U'国';
    case U'報': return U'报'; case U'對': return U'对'; case U'屍': return U'尸'; case U'庫': return U'库';
    case U'後': return U'后'; case U'惡': return U'恶'; case U'態': return U'态'; case U'應': return U'应';
    case U'據': return U'据'; case U'數': return U'数'; case U'於': return U'于'; case U'昇': return U'升';
    case U'業': return U'业'; case U'樣': return U'样'; case U'機': return U'机'; case U'殭': return U'僵';
    case U'沒': return U'没'; case U'況': return U'况'; case U'減': return U'减'; case U'測': return U'测';
    case U'漲': return U'涨'; case U'灣': return U'湾'; case U'為': return U'为'; case U'無': return U'无';
    case U'熱': return U'热'; case U'爲': return U'为'; case U'環': return U'环'; case U'產': return U'产';
    case U'監': return U'监'; case U'碼': return U'码'; case U'稱': return U'称'; case U'約': return U'约';
    case U'級': return U'级'; case U'絡': return U'络'; case U'統': return U'统'; case U'網': return U'网';
    case U'總': return U'总'; case U'聞': return U'闻'; case U'聯': return U'联'; case U'脅': return U'胁';
    case U'臺': return U'台'; case U'與': return U'与'; case U'萬': return U'万'; case U'處': return U'处';
    case U'蟲': return U'虫'; case U'計': return U'计'; case U'訊': return U'讯'; case U'訴': return U'诉';
    case U'評': return U'评'; case U'調': return U'调'; case U'變': return U'变'; case U'資': return U'资';
    case U'躍': return U'跃'; case U'軟': return U'软'; case U'較': return U'较'; case U'載': return U'载';
    case U'週': return U'周'; case U'達': return U'达'; case U'遞': return U'递'; case U'針': return U'针';
    case U'錄': return U'录'; case U'鏈': return U'链'; case U'長': return U'长'; case U'門': return U'门';
    case U'間': return U'间'; case U'關': return U'关'; case U'頁': return U'页'; case U'類': return U'类';
    case U'顧': return U'顾'; case U'顯': return U'显'; case U'飛': return U'飞'; case U'餘': return U'余';
    case U'馬': return U'马'; case U'體': return U'体'; case U'點': return U'点';
    default: return c;
    }
}

/* PDFs print radicals for characters that look alike; their tables say which. */
static gunichar
replace_radical (gunichar c)
{
  gunichar replacement;

  return g_unichar_fully_decompose (c, TRUE, &replacement, 1) == 1 ? simplify (replacement) : c;
}

/* The half-width form of a sign, or the sign itself. */
static gunichar
fold (gunichar c)
{
  switch (c)
    {
    case 0x201c: case 0x201d:
      return '"';
    case 0x2018: case 0x2019:
      return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212:
    case 0x301c: case 0xff5e: case '~':
      return '-';
    default:
      if (c >= 0x2e80 && c <= 0x2fd5)
        return replace_radical (c);
      if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xfee0;
      if (c >= 'A' && c <= 'Z')
        c += 'a' - 'A';
      return c;
    }
}

/* Most of a text is such characters: neither blank nor invisible, and three bytes long. */
static gboolean
is_han (gunichar c)
{
  return c >= 0x4e00 && c <= 0x9fff;
}

/* Blanks of all widths. */
static gboolean
is_blank (gunichar c)
{
  if (c < 0x80)
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
  return !is_han (c) && g_unichar_isspace (c);
}

static gboolean
is_raised_digit (gunichar c)
{
  return c == 0xb9 || c == 0xb2 || c == 0xb3 || (c >= 0x2070 && c <= 0x2079);
}

/* Characters that nobody sees and that part nothing: joiners, marks of direction, the soft
 * hyphen; the star with which Markdown emphasises; and the raised digits of footnotes. */
static gboolean
is_invisible (gunichar c)
{
  return c == '*' || (c >= 0x80 && !is_han (c) && (g_unichar_type (c) == G_UNICODE_FORMAT || is_raised_digit (c)));
}

static gboolean
is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

/* Some mirrors print how a character is read behind it, "網(wǎng)". A reading has a letter with
 * a mark on it, so words such as "(conficker)" are none. @p is at the bracket.
 * Returns where the text goes on, which is @p where there is no reading. */
static const char *
skip_reading (const char *p)
{
  const char *letter = g_utf8_next_char (p);
  gboolean has_mark = FALSE;

  for (guint i = 0; i < MAX_READING_LETTERS; i++)
    {
      gunichar c = g_utf8_get_char (letter);

      if (c >= 0xe0 && c < 0x300)
        has_mark = TRUE;
      else if (c < 'a' || c > 'z')
        break;
      letter = g_utf8_next_char (letter);
    }
  if (!has_mark || (*letter != ')' && g_utf8_get_char (letter) != 0xff09))
    return p;
  return g_utf8_next_char (letter);
}

/* Re-posts put the mark of a footnote between a number and its unit: "495[1]起", "495[^1]起" or "495①起".
 * @p is behind the number. Returns where the text goes on, which is @p where there is no mark. */
static const char *
skip_mark (const char *p)
{
  const char *digit;
  gunichar c = g_utf8_get_char (p);
  gsize n_digits;

  if (c >= 0x2460 && c <= 0x2473)
    return g_utf8_next_char (p);
  if (c != '[' && c != 0xff3b)
    return p;
  digit = g_utf8_next_char (p);
  if (*digit == '^')
    digit++;
  n_digits = strspn (digit, "0123456789");
  c = g_utf8_get_char (digit + n_digits);
  if (n_digits == 0 || n_digits > MAX_MARK_DIGITS || (c != ']' && c != 0xff3d))
    return p;
  return g_utf8_next_char (digit + n_digits);
}

/* Where the text goes on behind what others have put in at @p, where @c stands; @p where they have not. */
static const char *
skip_note (const char *p,
           gunichar    c,
           gunichar    previous)
{
  if ((c == '(' || c == 0xff08) && is_han (previous))
    return skip_reading (p);
  if (is_digit (previous) && !is_digit (c))
    return skip_mark (p);
  return p;
}

static void
append_char (ZbNormalText *self,
             gunichar      c,
             gsize         origin)
{
  char *out = self->text + self->length;
  int n_bytes = c < 0x80 ? 1 : 3;

  if (c < 0x80)
    *out = (char) c;
  else
    n_bytes = g_unichar_to_utf8 (c, out);
  if (self->origin != NULL)
    for (int i = 0; i < n_bytes; i++)
      self->origin[self->length + (gsize) i] = (guint) origin;
  self->length += (gsize) n_bytes;
  self->seen[(c % ZB_NORMAL_SEEN) / 64] |= G_GUINT64_CONSTANT (1) << (c % 64);
}

static void
make_room (ZbNormalText *self,
           gsize         n_bytes)
{
  if (self->length + n_bytes < self->size)
    return;
  self->size = MAX (2 * self->size, self->length + n_bytes + 1);
  self->text = g_realloc (self->text, self->size);
  if (self->origin != NULL)
    self->origin = g_renew (guint, self->origin, self->size);
}

/**
 * zb_normal_text_new:
 * @text: valid UTF-8
 * @with_origin: whether to note where each byte came from
 *
 * Returns: (transfer full): the text in its normal spelling; never longer than @text.
 */
ZbNormalText *
zb_normal_text_new (const char *text,
                    gboolean    with_origin)
{
  ZbNormalText *self = g_new0 (ZbNormalText, 1);

  self->size = strlen (text) + 1;
  self->text = g_malloc (self->size);
  if (with_origin)
    self->origin = g_new (guint, self->size);
  zb_normal_text_append (self, text, 0);
  return self;
}

/**
 * zb_normal_text_append:
 * @text: valid UTF-8
 * @origin: where @text stands in the original text
 *
 * Adds @text in its normal spelling.
 */
void
zb_normal_text_append (ZbNormalText *self,
                       const char   *text,
                       gsize         origin)
{
  gsize size = strlen (text);
  gunichar blank_before = 0;
  gunichar previous = 0;
  const char *behind, *next;

  make_room (self, size);
  for (const char *p = text; *p != '\0'; p = next)
    {
      gunichar c = g_utf8_get_char (p);

      next = g_utf8_next_char (p);
      if (is_blank (c))
        {
          /* A tab parts the cells of a table, whatever blanks are around it. */
          blank_before = c == '\t' || blank_before == '\t' ? '\t' : ' ';
          continue;
        }
      if (is_invisible (c))
        continue;
      behind = skip_note (p, c, previous);
      if (behind != p)
        {
          next = behind;
          continue;
        }
      c = is_han (c) ? simplify (c) : fold (c);
      if (blank_before != 0 && is_digit (previous) && is_digit (c))
        append_char (self, blank_before, origin + (gsize) (p - text) - 1);
      append_char (self, c, origin + (gsize) (p - text));
      previous = c;
      blank_before = 0;
    }
  zb_normal_text_truncate (self, self->length);
  if (self->origin != NULL)
    self->origin[self->length] = (guint) (origin + size);
}

/**
 * zb_normal_text_truncate:
 * @length: a place at which a character begins, or the end
 *
 * Takes away all that stands from there on.
 */
void
zb_normal_text_truncate (ZbNormalText *self,
                         gsize         length)
{
  g_return_if_fail (length <= self->length);

  self->length = length;
  self->text[length] = '\0';
}

/**
 * zb_normal_text_may_hold:
 * @chars: (element-type gunichar): the characters of a text in its normal spelling
 *
 * Returns: %FALSE where one of the characters stands nowhere in the text, which
 *   is seen without looking through it.
 */
gboolean
zb_normal_text_may_hold (const ZbNormalText *self,
                         const GArray       *chars)
{
  for (guint i = 0; i < chars->len; i++)
    {
      gunichar c = g_array_index (chars, gunichar, i);

      if ((self->seen[(c % ZB_NORMAL_SEEN) / 64] & (G_GUINT64_CONSTANT (1) << (c % 64))) == 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * zb_normal_text_free:
 */
void
zb_normal_text_free (ZbNormalText *self)
{
  g_free (self->text);
  g_free (self->origin);
  g_free (self);
}

/**
 * zb_normalise:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text in its normal spelling.
 */
char *
zb_normalise (const char *text)
{
  g_autoptr(ZbNormalText) normal = zb_normal_text_new (text, FALSE);

  return g_steal_pointer (&normal->text);
}
