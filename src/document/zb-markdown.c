/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-markdown.h"

#include <string.h>

#include "bulletin/zb-period.h"

/* The Markdown of the archives is what a converter left of a whole web page:
 * a head of unquoted "key: value" lines, then paragraphs, headings, bullets,
 * pictures (often several on one line) and links. That much is read here, in
 * one pass over the bytes; all other signs of Markdown are left as they stand. */

#define MAX_FRONT_MATTER_LINES 64

/* Of one paragraph; behind them, signs are words. */
#define MAX_RUNS 10000
#define MAX_LINK_LENGTH 8192

/* Programs that wrap lines do so before this; where lines are longer, each is a paragraph. */
#define MAX_WRAPPED_BYTES 240

/* Where no empty line says what a paragraph is, lines shorter than this are no sign of wrapping. */
#define MIN_WRAPPED_BYTES 30

/* The shortest heading, "近期回顾"; what is shorter is a part of something. */
#define MIN_HEADING_BYTES 12

/* And the longest title; what is longer is a text without signs. */
#define MAX_HEADING_BYTES 300

/* Lines that begin alike are entries of a list. */
#define ALIKE_BYTES 12

typedef struct {
  ZbDocument  *document;
  GString     *paragraph;
  ZbBlockKind  kind;
  guint        level;
  gboolean     is_plain;
  /* Of the lines that no empty one parts, the longest; 0 before the first. */
  gsize        widest;
  /* The line before. */
  const char  *last_line;
  gsize        last_length;
} Reader;

/* Scanning state for one paragraph. The places of the next signs of a link are
 * kept, so that a text full of opening brackets is still read in one pass:
 * @link_middle is the next "](", @link_start the text between it and its own "[",
 * @link_end the ")" behind it. */
typedef struct {
  const char *end;
  const char *link_start;
  const char *link_middle;
  const char *link_end;
} Scanner;

static const char *
find (const char *from,
      const char *end,
      const char *needle)
{
  const char *found = from < end ? memmem (from, (gsize) (end - from), needle, strlen (needle)) : NULL;

  return found != NULL ? found : end;
}

static const char *
find_line_end (const char *line,
               const char *end)
{
  const char *found = line < end ? memchr (line, '\n', (gsize) (end - line)) : NULL;

  return found != NULL ? found : end;
}

/* The text of the link whose "](" is at @middle: behind the bracket that it closes.
 * Looks back to @from and no further; NULL where that bracket is not there. */
static const char *
find_link_start (const char *from,
                 const char *middle)
{
  guint depth = 1;

  for (const char *p = middle; p > from; p--)
    {
      if (p - 1 > from && p[-2] == '\\')
        continue;
      if (p[-1] == ']')
        depth++;
      else if (p[-1] == '[' && --depth == 0)
        return p;
    }
  return NULL;
}

/* "[text](address)", where @p is its text: puts the ends of both parts; FALSE where there is no
 * such thing: "[note: [text](address)" has one link, and "[note] text" none. */
static gboolean
scan_link (Scanner     *self,
           const char  *p,
           const char **text_end,
           const char **address,
           const char **address_end)
{
  if (self->link_middle < p)
    {
      self->link_middle = find (p, self->end, "](");
      self->link_start = self->link_middle < self->end ? find_link_start (p - 1, self->link_middle) : NULL;
    }
  if (self->link_start != p || self->link_middle - p > MAX_LINK_LENGTH)
    return FALSE;
  if (self->link_end < self->link_middle + 2)
    self->link_end = find (self->link_middle + 2, self->end, ")");
  if (self->link_end == self->end || self->link_end - self->link_middle > MAX_LINK_LENGTH)
    return FALSE;
  *text_end = self->link_middle;
  *address = self->link_middle + 2;
  *address_end = self->link_end;
  return TRUE;
}

/* The words of a link: without escapes; "**" within them makes the whole link strong. */
static void
append_link_words (GString    *words,
                   const char *start,
                   const char *end,
                   gboolean   *strong)
{
  for (const char *p = start; p < end; p++)
    {
      if (*p == '\\' && p + 1 < end && g_ascii_ispunct (p[1]))
        g_string_append_c (words, *++p);
      else if (*p == '*' && p + 1 < end && p[1] == '*')
        {
          p++;
          *strong = TRUE;
        }
      else
        g_string_append_c (words, *p);
    }
}

/* What old programs ended their lines with is a blank within one. */
static void
flush_words (ZbBlock    *block,
             GString    *words,
             const char *link,
             gboolean    strong)
{
  g_strdelimit (words->str, "\r\v\f", ' ');
  zb_block_add_run (block, words->str, (gssize) words->len, link, strong);
  g_string_truncate (words, 0);
}

static void
add_block (Reader  *self,
           ZbBlock *block)
{
  g_autofree char *text = zb_block_dup_text (block);

  if (*g_strstrip (text) != '\0')
    g_ptr_array_add (self->document->blocks, block);
  else
    zb_block_free (block);
}

static void
add_image (Reader     *self,
           const char *address,
           gsize       length)
{
  ZbBlock *image = zb_block_new (ZB_BLOCK_IMAGE);

  image->image = g_strndup (address, length);
  g_strstrip (image->image);
  g_ptr_array_add (self->document->blocks, image);
}

static ZbBlock *
new_text_block (Reader *self)
{
  ZbBlock *block = zb_block_new (self->kind);

  block->level = self->level;
  return block;
}

/* The length of an address without the title that may stand behind it: (address "title"). */
static gsize
address_length (const char *address,
                const char *end)
{
  const char *title = end > address && end[-1] == '"' ? find (address, end, " \"") : end;

  return (gsize) (title - address);
}

/* Behind a picture that is a link: the end of its "](address)"; NULL where there is none. */
static const char *
skip_link_end (const char *p,
               const char *end)
{
  const char *limit = end - p > MAX_LINK_LENGTH ? p + MAX_LINK_LENGTH : end;
  const char *close = limit - p > 2 && strncmp (p, "](", 2) == 0 ? find (p, limit, ")") : limit;

  return close < limit ? close + 1 : NULL;
}

/* Splits one paragraph into words, links and pictures; a picture ends the block before it. */
static void
read_inlines (Reader     *self,
              const char *text,
              gsize       length)
{
  Scanner scanner = { .end = text + length };
  g_autoptr(GString) words = g_string_new (NULL);
  ZbBlock *block = new_text_block (self);
  gboolean strong = FALSE;
  const char *p = text;

  while (p < scanner.end)
    {
      gboolean has_room = block->runs->len < MAX_RUNS;
      gboolean is_linked_image = scanner.end - p > 2 && strncmp (p, "[![", 3) == 0;
      gboolean is_image = is_linked_image || (scanner.end - p > 1 && strncmp (p, "![", 2) == 0);
      const char *text_start = p + (is_linked_image ? 3 : is_image ? 2 : 1);
      const char *text_end, *address, *address_end;

      if (has_room && (is_image || *p == '[') &&
          scan_link (&scanner, text_start, &text_end, &address, &address_end))
        {
          gsize length_of_address = address_length (address, address_end);
          const char *link_end = is_linked_image ? skip_link_end (address_end + 1, scanner.end) : NULL;

          if (is_linked_image && link_end == NULL)
            g_string_append_c (words, '[');
          flush_words (block, words, NULL, strong);
          if (is_image)
            {
              add_block (self, block);
              block = new_text_block (self);
              if (strncmp (text_start, "cover_image]", strlen ("cover_image]")) != 0)
                add_image (self, address, length_of_address);
            }
          else
            {
              g_autofree char *link = g_strndup (address, length_of_address);
              gboolean link_strong = strong;

              append_link_words (words, text_start, text_end, &link_strong);
              flush_words (block, words, g_strstrip (link), strong || link_strong);
            }
          p = link_end != NULL ? link_end : address_end + 1;
        }
      else if (has_room && p[0] == '*' && p + 1 < scanner.end && p[1] == '*')
        {
          flush_words (block, words, NULL, strong);
          strong = !strong;
          p += 2;
        }
      else if (p[0] == '|' && block->kind == ZB_BLOCK_TABLE_ROW)
        {
          g_string_truncate (words, strlen (g_strchomp (words->str)));
          flush_words (block, words, NULL, strong);
          zb_block_begin_cell (block);
          p++;
          p += strspn (p, " \t");
        }
      else if (p[0] == '\\' && p + 1 < scanner.end && g_ascii_ispunct (p[1]))
        {
          g_string_append_c (words, p[1]);
          p += 2;
        }
      else
        g_string_append_c (words, *p++);
    }
  if (block->kind == ZB_BLOCK_TABLE_ROW)
    g_string_truncate (words, strlen (g_strchomp (words->str)));
  flush_words (block, words, NULL, strong);
  add_block (self, block);
}

static void
end_paragraph (Reader *self)
{
  if (self->paragraph->len > 0)
    read_inlines (self, self->paragraph->str, self->paragraph->len);
  g_string_truncate (self->paragraph, 0);
  self->kind = ZB_BLOCK_PARAGRAPH;
  self->level = 0;
}

/* Lines of one paragraph are one text: Latin words need a blank between them, Han has none. */
static void
append_line (Reader     *self,
             const char *line,
             gsize       length)
{
  GString *paragraph = self->paragraph;

  if (paragraph->len > 0 && length > 0 &&
      g_ascii_isgraph (paragraph->str[paragraph->len - 1]) && g_ascii_isgraph (*line))
    g_string_append_c (paragraph, ' ');
  g_string_append_len (paragraph, line, (gssize) length);
}

/* A bullet at the start of @line: the dot of the archives needs no blank behind it. */
static gsize
bullet_length (const char *line,
               gsize       length)
{
  static const char *const bullets[] = { "●", "•", "- ", "* ", "+ " };

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (length >= strlen (bullets[i]) && strncmp (line, bullets[i], strlen (bullets[i])) == 0)
      return strlen (bullets[i]);
  return 0;
}

static guint
heading_level (const char *line,
               gsize       length)
{
  guint level = 0;

  while (level < length && line[level] == '#')
    level++;
  return level >= 1 && level <= 6 && level < length && line[level] == ' ' ? level : 0;
}

/* "|---|:--:|", the line below the head of a table. */
static gboolean
is_table_rule (const char *line,
               gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (strchr ("|-: \t", line[i]) == NULL)
      return FALSE;
  return memchr (line, '-', length) != NULL;
}

/* A line "| a | b |" is a row; one of a single cell, or with a picture, only places its content. */
static gboolean
read_table_line (Reader     *self,
                 const char *line,
                 gsize       length)
{
  guint n_cells = 0;

  if (length < 2 || *line != '|' || line[length - 1] != '|' || find (line, line + length, "![") != line + length)
    return FALSE;
  end_paragraph (self);
  if (is_table_rule (line, length))
    return TRUE;
  for (gsize i = 1; i < length; i++)
    if (line[i] == '|' && line[i - 1] != '\\')
      n_cells++;
  self->kind = n_cells > 1 ? ZB_BLOCK_TABLE_ROW : ZB_BLOCK_PARAGRAPH;
  /* Each cell begins with its sign; the last sign of the line begins none. */
  if (n_cells > 1)
    g_string_append_len (self->paragraph, line, (gssize) length - 1);
  else
    {
      g_autofree char *cell = g_strstrip (g_strndup (line + 1, length - 2));

      g_string_append (self->paragraph, cell);
    }
  end_paragraph (self);
  return TRUE;
}

static gboolean
ends_sentence (const char *line,
               gsize       length)
{
  static const char *const ends[] = { "。", "；", "：", "！", "？", "。”", "）。" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      gsize size = strlen (ends[i]);

      if (length >= size && memcmp (line + length - size, ends[i], size) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
begin_alike (const Reader *self,
             const char   *line,
             gsize         length)
{
  return length >= ALIKE_BYTES && self->last_length >= ALIKE_BYTES && memcmp (self->last_line, line, ALIKE_BYTES) == 0;
}

/* Whether the paragraph so far is no part of a sentence, but a title, a heading or a name. */
static gboolean
is_heading_so_far (const Reader *self)
{
  static const char *const signs[] = { "，", "。", "；", "、", ",", ";" };

  if (self->paragraph->len < MIN_HEADING_BYTES || self->paragraph->len > MAX_HEADING_BYTES)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (self->paragraph->str, signs[i]) != NULL)
      return FALSE;
  return TRUE;
}

/* Whether @line belongs to the paragraph of the line before it. Where a program has wrapped lines, that is
 * nearly as long as the longest around it. What is copied from a page has no empty lines, or one here and
 * there where a picture was: then a sentence's end ends a paragraph, and a heading is one. */
static gboolean
goes_on (const Reader *self,
         const char   *line,
         gsize         length)
{
  if (self->last_line == NULL || ends_sentence (self->last_line, self->last_length) || begin_alike (self, line, length))
    return FALSE;
  if (self->is_plain)
    return self->widest >= MIN_WRAPPED_BYTES && self->widest <= MAX_WRAPPED_BYTES &&
           self->last_length >= self->widest / 4 * 3;
  return self->last_length >= self->widest / 2 || !is_heading_so_far (self);
}

/* The longest line before the next empty one; addresses are not words. */
static gsize
find_widest (const char *line,
             const char *end)
{
  gsize widest = 1;

  while (line < end)
    {
      const char *line_end = find_line_end (line, end);
      gsize length = (gsize) (line_end - line);

      while (length > 0 && g_ascii_isspace (line[length - 1]))
        length--;
      if (length == 0)
        break;
      if (find (line, line_end, "](") == line_end)
        widest = MAX (widest, length);
      line = line_end < end ? line_end + 1 : end;
    }
  return widest;
}

static void
read_line (Reader     *self,
           const char *line,
           gsize       length)
{
  gboolean breaks_after = length >= 2 && line[length - 1] == ' ' && line[length - 2] == ' ';
  gsize bullet;
  guint level;

  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;
  while (length > 0 && g_ascii_isspace (*line))
    {
      line++;
      length--;
    }
  while (length > 0 && *line == '>')
    {
      line++;
      length--;
    }
  if (read_table_line (self, line, length))
    {
      self->last_line = line;
      self->last_length = length;
      return;
    }
  level = heading_level (line, length);
  bullet = bullet_length (line, length);
  if (length == 0 || level > 0 || bullet > 0 ||
      (self->kind == ZB_BLOCK_PARAGRAPH && !goes_on (self, line, length)))
    end_paragraph (self);
  self->last_line = length > 0 ? line : NULL;
  self->last_length = length;
  if (level > 0)
    {
      self->kind = ZB_BLOCK_HEADING;
      self->level = level;
      line += level;
      length -= level;
      while (length > 0 && *line == ' ')
        {
          line++;
          length--;
        }
    }
  else if (bullet > 0)
    {
      self->kind = ZB_BLOCK_LIST_ITEM;
      line += bullet;
      length -= bullet;
    }
  append_line (self, line, length);
  if (level > 0 || breaks_after || (bullet > 0 && self->is_plain))
    end_paragraph (self);
}

/* Whether an empty line parts any two lines. Where none does, nobody thought of
 * paragraphs as Markdown does, and each line is one. */
static gboolean
has_paragraphs (const char *text,
                const char *end)
{
  gboolean after_words = FALSE;
  gboolean after_gap = FALSE;

  for (const char *line = text; line < end;)
    {
      const char *line_end = find_line_end (line, end);
      gboolean has_words = FALSE;

      for (const char *p = line; p < line_end && !has_words; p++)
        has_words = !g_ascii_isspace (*p);
      if (has_words && after_gap)
        return TRUE;
      after_gap = !has_words && after_words;
      after_words = after_words || has_words;
      line = line_end < end ? line_end + 1 : end;
    }
  return FALSE;
}

static void
set_string (char      **target,
            const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

static void
read_front_matter_line (ZbDocument *document,
                        const char *line,
                        gsize       length)
{
  g_autofree char *text = g_strndup (line, length);
  char *value = strstr (text, ": ");

  if (value == NULL)
    return;
  *value = '\0';
  value = g_strstrip (value + 2);
  g_strstrip (text);
  if (*value == '\0' || strlen (value) > MAX_LINK_LENGTH)
    return;
  if (strcmp (text, "title") == 0)
    set_string (&document->title, value);
  else if (strcmp (text, "url") == 0)
    set_string (&document->url, value);
  else if (strcmp (text, "source") == 0)
    set_string (&document->account, value);
  else if (strcmp (text, "date") == 0)
    zb_date_parse_iso (value, &document->published);
}

/* Values stand there without quotes or escapes, so this is no YAML: each line is cut at its
 * first ": ". Returns the start of the text behind the closing line; @text itself where there
 * is no closing line within reach, since then it was a rule; and @end where the file is cut
 * off within its head. */
static const char *
read_front_matter (ZbDocument *document,
                   const char *text,
                   const char *end)
{
  const char *line = text;

  if (strncmp (text, "---\n", 4) != 0 && strncmp (text, "---\r\n", 5) != 0)
    return text;
  for (guint i = 0; i < MAX_FRONT_MATTER_LINES && line < end; i++)
    {
      const char *line_end = find_line_end (line, end);
      gsize length = (gsize) (line_end - line);

      if (i > 0 && length >= 3 && strncmp (line, "---", 3) == 0 && length <= 4)
        return line_end < end ? line_end + 1 : end;
      if (i > 0)
        read_front_matter_line (document, line, length);
      line = line_end < end ? line_end + 1 : end;
    }
  return line < end ? text : end;
}

/**
 * zb_markdown_read:
 * @text: valid UTF-8
 * @length: its length in bytes
 *
 * Reads the Markdown of the archives, and plain text, which is the same
 * without signs. Addresses and words are kept exactly as printed. Stops where
 * there are more than %ZB_DOCUMENT_MAX_BLOCKS.
 *
 * Returns: (transfer full): the document, with the site's frame still around it.
 */
ZbDocument *
zb_markdown_read (const char *text,
                  gsize       length)
{
  Reader self = {
    .document = zb_document_new (),
    .paragraph = g_string_new (NULL),
    .kind = ZB_BLOCK_PARAGRAPH,
  };
  const char *end = text + length;
  const char *line = read_front_matter (self.document, text, end);

  self.is_plain = !has_paragraphs (line, end);
  while (line < end && self.document->blocks->len <= ZB_DOCUMENT_MAX_BLOCKS)
    {
      const char *line_end = find_line_end (line, end);

      if (self.last_line == NULL)
        self.widest = find_widest (line, end);
      read_line (&self, line, (gsize) (line_end - line));
      line = line_end < end ? line_end + 1 : end;
    }
  end_paragraph (&self);
  g_string_free (self.paragraph, TRUE);
  return self.document;
}

/* Where the next front matter begins: a rule, a line with the title, one with the address, and the rule
 * that closes it within reach; @end where there is none. */
static const char *
find_front_matter (const char *from,
                   const char *end)
{
  for (const char *p = from; (p = strstr (p, "\n---")) != NULL; p++)
    {
      g_autoptr(ZbDocument) head = NULL;

      p++;
      if (strncmp (p, "---\ntitle: ", 11) != 0 && strncmp (p, "---\r\ntitle: ", 12) != 0)
        continue;
      head = zb_document_new ();
      if (read_front_matter (head, p, end) != p && head->url != NULL)
        return p;
    }
  return end;
}

/**
 * zb_markdown_read_all:
 * @text: valid UTF-8 without zeros, and a zero behind it
 * @length: its length in bytes
 * @documents: (element-type ZbDocument): where to add what is read
 *
 * Reads a text as zb_markdown_read() does. Where several copies of the archive were put into one file,
 * each with its front matter, each is a document. Stops after %ZB_DOCUMENT_MAX_ENTRIES.
 */
void
zb_markdown_read_all (const char *text,
                      gsize       length,
                      GPtrArray  *documents)
{
  const char *end = text + length;
  const char *from = text;

  do
    {
      const char *next = find_front_matter (from, end);

      g_ptr_array_add (documents, zb_markdown_read (from, (gsize) (next - from)));
      from = next;
    }
  while (from < end && documents->len < ZB_DOCUMENT_MAX_ENTRIES);
}
