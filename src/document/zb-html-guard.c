/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-html-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/zb-document.h"

/* libxml2 compares the name of each attribute of a tag with all before it, so that one tag of a
 * million takes it an hour; and each tag, entity and character that no page has costs it as much as a hundred
 * letters. So both are counted before. Where a tag really begins and which quotation marks are its
 * own depends on comments, scripts and mistakes, about which this and libxml2 would differ some day.
 * Nothing here relies on it: every "<" with a letter behind it counts as the start of a tag, all
 * these tags are read at the same time, as a set of states, and what is counted is the longest. */

/* A page of a bulletin has some thousands. */
#define MAX_MARKS 200000

/* The bytes that libxml2 may have to compare: those of a tag with 14,000 attributes, or of 20,000
 * tags with a hundred, whose names have five bytes. */
#define MAX_COMPARED_BYTES (500 * 1000 * 1000)

/* A shorter page cannot need that many. */
#define MIN_LENGTH 16384

/* libxml2 takes what is left of a longer name for the next one. */
#define MAX_NAME_BYTES 100

typedef enum {
  CLASS_OTHER,
  CLASS_LETTER,
  CLASS_DIGIT,
  CLASS_FOREIGN,
  CLASS_BLANK,
  CLASS_END,
  CLASS_EQUALS,
  CLASS_QUOTE,
  CLASS_APOSTROPHE,
  N_CLASSES,
} Class;

/* Where in a tag a character may stand. */
typedef enum {
  BETWEEN = 1 << 0,
  NAME = 1 << 1,
  BEHIND_NAME = 1 << 2,
  JUNK = 1 << 3,
  BEFORE_VALUE = 1 << 4,
  VALUE = 1 << 5,
  QUOTED = 1 << 6,
  APOSTROPHED = 1 << 7,
} State;

#define N_STATES 8

/* What follows where a character of each class stands in each state. Versions of libxml2 differ in
 * what a name may begin with, and some cut long names; there, both may follow. */
static const guint8 next_states[N_STATES][N_CLASSES] = {
  /* other, letter, digit, foreign, blank, end, equals, quote, apostrophe */
  { JUNK, NAME, JUNK | NAME, JUNK | NAME, BETWEEN, 0, JUNK, JUNK, JUNK },
  { JUNK, NAME, JUNK | NAME, JUNK | NAME, BEHIND_NAME, 0, BEFORE_VALUE, JUNK, JUNK },
  { JUNK, NAME, JUNK | NAME, JUNK | NAME, BEHIND_NAME, 0, BEFORE_VALUE, JUNK, JUNK },
  { JUNK, JUNK, JUNK, JUNK, BETWEEN, 0, JUNK, JUNK, JUNK },
  { VALUE, VALUE, VALUE, VALUE, BEFORE_VALUE, 0, VALUE, QUOTED, APOSTROPHED },
  { VALUE, VALUE, VALUE, VALUE, BETWEEN, 0, VALUE, VALUE, VALUE },
  { QUOTED, QUOTED, QUOTED, QUOTED, QUOTED, QUOTED, QUOTED, BETWEEN, QUOTED },
  { APOSTROPHED, APOSTROPHED, APOSTROPHED, APOSTROPHED, APOSTROPHED, APOSTROPHED, APOSTROPHED,
    APOSTROPHED, BETWEEN },
};

/* States in which the next ">" ends the tag. */
#define UNQUOTED (BETWEEN | NAME | BEHIND_NAME | JUNK | BEFORE_VALUE | VALUE)

/* In which states there are tags, and how many attributes the longest of them has: of those that
 * are in no quotation, and of those in a quotation of either kind. @name is where a name begins. */
typedef struct {
  guint8      states;
  guint       n_unquoted;
  guint       n_quoted;
  guint       n_apostrophed;
  const char *name;
  gsize       n_compared;
} Tags;

/* What follows where a character of each class stands in any of a set of states. */
typedef struct {
  guint8 next[256][N_CLASSES];
  guint8 classes[256];
} Tables;

static Class
get_class (guchar c)
{
  switch (c)
    {
    case ' ': case '\t': case '\r': case '\n':
      return CLASS_BLANK;
    case '>':
      return CLASS_END;
    case '=':
      return CLASS_EQUALS;
    case '"':
      return CLASS_QUOTE;
    case '\'':
      return CLASS_APOSTROPHE;
    case '_': case ':': case '.':
      return CLASS_LETTER;
    case '-':
      return CLASS_DIGIT;
    default:
      if (g_ascii_isalpha (c))
        return CLASS_LETTER;
      if (g_ascii_isdigit (c))
        return CLASS_DIGIT;
      return c >= 0x80 ? CLASS_FOREIGN : CLASS_OTHER;
    }
}

static const Tables *
get_tables (void)
{
  static gsize once = 0;
  static Tables tables;

  if (g_once_init_enter (&once))
    {
      for (guint c = 0; c < 256; c++)
        tables.classes[c] = get_class ((guchar) c);
      for (guint states = 0; states < 256; states++)
        for (guint state = 0; state < N_STATES; state++)
          for (guint class = 0; class < N_CLASSES && (states & 1u << state) != 0; class++)
            tables.next[states][class] |= next_states[state][class];
      g_once_init_leave (&once, 1);
    }
  return &tables;
}

/* A quotation mark ends the quotations that are open, and begins those of values that come next. */
static void
turn_quotation (Tags  *tags,
                State  quotation,
                guint *n_quoted)
{
  guint n_before = tags->n_unquoted;

  if ((tags->states & quotation) != 0)
    tags->n_unquoted = MAX (tags->n_unquoted, *n_quoted);
  if ((tags->states & BEFORE_VALUE) != 0)
    *n_quoted = n_before;
}

/* A name that goes on is no new one. */
static void
set_states (Tags       *tags,
            guint       states,
            const char *p)
{
  if ((tags->states & NAME) == 0)
    tags->name = p;
  tags->states = (guint8) states;
}

/* The name that ends at @p is one attribute, or several. */
static void
end_name (Tags       *tags,
          const char *p)
{
  gsize length = (gsize) (p - tags->name);
  gsize n_names = 1 + length / MAX_NAME_BYTES;

  tags->n_compared += length * (tags->n_unquoted + n_names / 2);
  tags->n_unquoted += (guint) n_names;
}

/* Goes on to other states. Of two tags that are in the same one, the rest is the same: the longer
 * one stands for both. */
static void
advance (Tags       *tags,
         guint8      next,
         Class       class,
         const char *p)
{
  if ((tags->states & NAME) != 0 && (next & NAME) == 0)
    end_name (tags, p);
  if (class == CLASS_QUOTE)
    turn_quotation (tags, QUOTED, &tags->n_quoted);
  else if (class == CLASS_APOSTROPHE)
    turn_quotation (tags, APOSTROPHED, &tags->n_apostrophed);
  if ((next & UNQUOTED) == 0)
    tags->n_unquoted = 0;
  set_states (tags, next, p);
}

static gboolean
has_too_many_attributes (const char *text,
                         gsize       length)
{
  const Tables *tables = get_tables ();
  Tags tags = { 0, };
  const char *end = text + length;

  for (const char *p = text; p < end && tags.n_compared <= MAX_COMPARED_BYTES; p++)
    {
      Class class;
      guint8 next;

      if (tags.states == 0 && (p = memchr (p, '<', (gsize) (end - p))) == NULL)
        return FALSE;
      class = tables->classes[(guchar) *p];
      next = tables->next[tags.states][class];
      if (next != tags.states)
        advance (&tags, next, class, p);
      if (*p == '<' && p + 1 < end && g_ascii_isalpha (p[1]))
        set_states (&tags, tags.states | JUNK | NAME, p);
    }
  if ((tags.states & NAME) != 0)
    end_name (&tags, end);
  return tags.n_compared > MAX_COMPARED_BYTES;
}

static gboolean
has_too_many_marks (const char *text,
                    gsize       length)
{
  gsize n_marks = 0;

  /* In pieces whose count fits a byte, and without a branch: so compilers compare many at a time. */
  for (gsize start = 0; start < length; start += G_MAXUINT8)
    {
      gsize end = MIN (length, start + G_MAXUINT8);
      guint8 n = 0;

      for (gsize i = start; i < end; i++)
        {
          guint8 c = (guint8) text[i];

          n += (c == '<') | (c == '&') | ((c < ' ') & (c != '\t') & (c != '\n') & (c != '\r'));
        }
      n_marks += n;
    }
  return n_marks > MAX_MARKS;
}

/**
 * zb_html_guard:
 * @text: a web page or a piece of one, in valid UTF-8
 * @length: its length in bytes
 *
 * Looks whether libxml2 can read the page in a time that its length promises.
 *
 * Returns: %FALSE with %ZB_DOCUMENT_ERROR_TOO_LARGE where the page has more tags and entities than
 *   a page of a bulletin by a factor of twenty, or a tag with thousands of attributes.
 */
gboolean
zb_html_guard (const char  *text,
               gsize        length,
               GError     **error)
{
  if (length < MIN_LENGTH || !(has_too_many_marks (text, length) || has_too_many_attributes (text, length)))
    return TRUE;
  g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
                       _("The page has more elements, or more in one of them, than any page of a "
                         "bulletin. Choose the page of the bulletin itself."));
  return FALSE;
}
