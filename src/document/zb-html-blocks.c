/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-html-blocks.h"

#include <string.h>

/* Turns a part of a page into blocks, in one walk without recursion. A line
 * of blanks, tags and entities becomes words as a reader sees them. */

/* A cell with more than this is no entry of a table: tables are used to place texts, too. */
#define MAX_CELL_BYTES 600

/* A line that is at least so long, and has no end, was broken because it was full. */
#define MIN_BROKEN_LINE_CHARS 16

/* The marks of footnotes and the powers have no more. */
#define MAX_RAISED_DIGITS 3

/* Pictures within the text itself, beyond which none is kept; a megabyte of them is one page's. */
#define MAX_EMBEDDED_BYTES (20 * 1024 * 1024)
#define EMBEDDED_PREFIX "embedded:"

/* Of all addresses together. Each stands with every run of its link, and may have been completed
 * from a long one: without an end to it, a small page could fill the memory. */
#define MAX_ADDRESS_BYTES (16 * 1024 * 1024)

typedef struct {
  ZbDocument *document;
  const char *base;
  ZbBlock    *block;
  GString    *words;
  GPtrArray  *waiting_images;
  xmlNode    *link_node;
  char       *link;
  xmlNode    *table;
  gsize       n_address_bytes;
  guint       n_strong;
  ZbBlockKind kind;
  guint       level;
  gboolean    has_blank;
  gboolean    has_line_feed;
  gboolean    is_after_break;
  gboolean    is_broken;
} Builder;

/* --- Words ---------------------------------------------------------------------------------- */

static void
end_run (Builder *self)
{
  const char *link = self->n_address_bytes <= MAX_ADDRESS_BYTES ? self->link : NULL;

  if (self->words->len == 0)
    return;
  zb_block_add_run (self->block, self->words->str, (gssize) self->words->len, link, self->n_strong > 0);
  self->n_address_bytes += link != NULL ? strlen (link) : 0;
  g_string_truncate (self->words, 0);
}

static gboolean
has_words (Builder *self)
{
  return self->words->len > 0 || self->block->runs->len > 0;
}

/* The last character of a text that has @length bytes, 0 where it has none. */
static gunichar
get_last_char (const char *text,
               gsize       length)
{
  return length > 0 ? g_utf8_get_char (g_utf8_prev_char (text + length)) : 0;
}

/* The same of all runs of a block. */
static gunichar
get_last_char_of_runs (const ZbBlock *block)
{
  const ZbRun *run = block->runs->len > 0 ? g_ptr_array_index (block->runs, block->runs->len - 1) : NULL;

  return run != NULL ? get_last_char (run->text, strlen (run->text)) : 0;
}

static gboolean
is_han (gunichar c)
{
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3001 && c <= 0x3002) || (c >= 0xff01 && c <= 0xff1f);
}

/* A line feed of the page's source between two Han characters is nothing that a reader sees. */
static void
add_blank (Builder  *self,
           gunichar  next)
{
  gunichar last = self->words->len > 0 ? get_last_char (self->words->str, self->words->len)
                                       : get_last_char_of_runs (self->block);

  if (self->has_blank && last != 0 && !(self->has_line_feed && is_han (next) && is_han (last)))
    g_string_append_c (self->words, ' ');
  self->has_blank = FALSE;
  self->has_line_feed = FALSE;
}

/* A blank before a link or an emphasis is no part of it. */
static void
end_run_before (Builder *self)
{
  if (self->has_blank && !self->has_line_feed)
    add_blank (self, 0);
  end_run (self);
}

/* The length of a blank at @p: of one that is seen, or of one that has no width; 0 where there is
 * another character. */
static gsize
blank_length (const char *p,
              gboolean   *is_wide)
{
  *is_wide = TRUE;
  if ((guchar) *p < 0x80)
    return *p == ' ' || *p == '\t' || *p == '\r' || *p == '\n' || *p == '\f';
  if (strncmp (p, "\u00a0", 2) == 0)
    return 2;
  if (strncmp (p, "\u3000", 3) == 0)
    return 3;
  *is_wide = FALSE;
  if (strncmp (p, "\u200b", 3) == 0 || strncmp (p, "\ufeff", 3) == 0)
    return 3;
  return 0;
}

static void
add_text (Builder    *self,
          const char *text)
{
  const char *p = text;

  while (*p != '\0')
    {
      const char *start = p;
      gboolean is_wide;
      gsize blank = blank_length (p, &is_wide);

      if (blank > 0)
        {
          self->has_blank = self->has_blank || is_wide;
          self->has_line_feed = self->has_line_feed || *p == '\n';
          p += blank;
          continue;
        }
      do
        p = g_utf8_next_char (p);
      while (*p != '\0' && blank_length (p, &is_wide) == 0);
      if (self->has_blank)
        add_blank (self, g_utf8_get_char (start));
      g_string_append_len (self->words, start, p - start);
    }
}

/* The words of an element in which nothing but a few digits stands, else %NULL. */
static const char *
get_raised_number (const xmlNode *node)
{
  const xmlNode *text = node->children;
  const char *digits;
  gsize length;

  while (text != NULL && text->type == XML_ELEMENT_NODE && text->next == NULL)
    text = text->children;
  if (text == NULL || text->type != XML_TEXT_NODE || text->next != NULL || text->content == NULL)
    return NULL;
  digits = (const char *) text->content;
  length = strspn (digits, "0123456789");
  return length <= MAX_RAISED_DIGITS && digits[length] == '\0' ? digits : NULL;
}

/* A raised number is the mark of a footnote, or a power: in neither case are its digits those of the number
 * before it. Returns whether the element is one. */
static gboolean
add_raised_number (Builder       *self,
                   const xmlNode *node)
{
  static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  const char *digits = get_raised_number (node);

  if (digits == NULL)
    return FALSE;
  for (const char *p = digits; *p != '\0'; p++)
    g_string_append (self->words, raised[*p - '0']);
  return TRUE;
}

/* --- Blocks --------------------------------------------------------------------------------- */

static ZbBlock *
new_block (Builder *self)
{
  ZbBlock *block = zb_block_new (self->kind);

  block->level = self->level;
  return block;
}

/* Takes away the dot that stands before an entry, and makes it an item. */
static void
make_item (ZbBlock *block)
{
  static const char *const bullets[] = { "●", "•", "■", "◆", "▪", "·" };
  ZbRun *run = block->runs->len > 0 ? g_ptr_array_index (block->runs, 0) : NULL;

  if (block->kind != ZB_BLOCK_PARAGRAPH || run == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (g_str_has_prefix (run->text, bullets[i]))
      {
        char *rest = g_strdup (run->text + strlen (bullets[i]));

        g_free (run->text);
        run->text = g_strchug (rest);
        block->kind = ZB_BLOCK_LIST_ITEM;
        if (*run->text == '\0')
          g_ptr_array_remove_index (block->runs, 0);
        return;
      }
}

static gboolean
has_sign (const char *text)
{
  static const char *const signs[] = { "，", "。", "；", "、", ",", ";", ". " };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (text, signs[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether no sign ends a line. */
static gboolean
has_open_end (const ZbBlock *block)
{
  gunichar last = get_last_char_of_runs (block);

  return g_unichar_isalnum (last) || last == ',' || last == 0xff0c || last == 0x3001;
}

/* Whether a line that a <br> has ended goes on: it is long, holds signs as titles do not, and none
 * ends it. */
static gboolean
is_broken_line (const ZbBlock *block)
{
  g_autofree char *text = NULL;

  if (block->kind != ZB_BLOCK_PARAGRAPH || !has_open_end (block))
    return FALSE;
  text = zb_block_dup_text (block);
  return g_utf8_strlen (text, -1) >= MIN_BROKEN_LINE_CHARS && has_sign (text);
}

/* What goes on in a new line is no title, heading or entry with a number or a sign of its own. */
static gboolean
is_continuation (const ZbBlock *block)
{
  g_autofree char *text = zb_block_dup_text (block);
  gunichar first = g_utf8_get_char (text);
  const char *behind_digits = text + strspn (text, "0123456789");
  gunichar sign = g_utf8_get_char (behind_digits);

  if (block->kind != ZB_BLOCK_PARAGRAPH || !g_unichar_isalnum (first))
    return FALSE;
  if (behind_digits != text && (sign == 0x3001 || sign == '.' || sign == 0xff0e))
    return FALSE;
  /* A heading has no sign; the rest of a sentence has one at its end. */
  return has_sign (text) || g_str_has_suffix (text, ".");
}

/* Joins what a <br> has torn apart, where the line was one that goes on. */
static gboolean
join_to_last (Builder *self,
              ZbBlock *block)
{
  GPtrArray *blocks = self->document->blocks;
  ZbBlock *last;

  if (!self->is_broken || blocks->len == 0)
    return FALSE;
  last = g_ptr_array_index (blocks, blocks->len - 1);
  if (last->kind != ZB_BLOCK_PARAGRAPH || !is_continuation (block))
    return FALSE;
  for (guint i = 0; i < block->runs->len; i++)
    {
      const ZbRun *run = g_ptr_array_index (block->runs, i);

      zb_block_add_run (last, run->text, -1, run->link, run->strong);
    }
  return TRUE;
}

static void
add_waiting_images (Builder *self)
{
  for (guint i = 0; i < self->waiting_images->len; i++)
    g_ptr_array_add (self->document->blocks, g_ptr_array_index (self->waiting_images, i));
  g_ptr_array_set_size (self->waiting_images, 0);
}

/* Ends the block; @by_break where only a line ends. */
static void
end_block (Builder  *self,
           gboolean  by_break)
{
  ZbBlock *block = self->block;

  end_run (self);
  self->has_blank = FALSE;
  self->has_line_feed = FALSE;
  if (block->runs->len == 0)
    {
      /* Two breaks are an empty line, behind which nothing goes on. */
      if (self->is_after_break || !by_break)
        self->is_broken = FALSE;
      self->is_after_break = by_break;
      block->kind = self->kind;
      block->level = self->level;
      block->n_cells = 0;
      add_waiting_images (self);
      return;
    }
  make_item (block);
  if (block->runs->len == 0)
    zb_block_free (block);
  else if (join_to_last (self, block))
    {
      /* The lines before it were long and had a sign. */
      self->is_broken = by_break && has_open_end (block);
      zb_block_free (block);
    }
  else
    {
      g_ptr_array_add (self->document->blocks, block);
      self->is_broken = by_break && is_broken_line (block);
    }
  self->is_after_break = by_break;
  /* Only the first block of an item is one; those below it go on. */
  if (self->kind == ZB_BLOCK_LIST_ITEM)
    self->kind = ZB_BLOCK_PARAGRAPH;
  self->block = new_block (self);
  add_waiting_images (self);
}

static void
begin_kind (Builder     *self,
            ZbBlockKind  kind,
            guint        level)
{
  self->kind = kind;
  self->level = level;
  self->block->kind = kind;
  self->block->level = level;
}

/* --- Pictures ------------------------------------------------------------------------------- */

/* Scripts fill in the real address later, so it stands in another attribute; what is in "src"
 * meanwhile is nothing, or a file that a browser has saved. */
static const char *
get_image_address (xmlNode *node)
{
  static const char *const names[] = { "data-src", "data-original", "data-actualsrc", "src" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *address = zb_html_get_attribute (node, names[i]);

      if (address != NULL && *address != '\0')
        return address;
    }
  return NULL;
}

/* The whole address, as long as there is room for it, else as it is printed. */
static char *
complete_address (Builder    *self,
                  const char *address)
{
  char *whole = zb_html_resolve (self->n_address_bytes <= MAX_ADDRESS_BYTES ? self->base : NULL, address);

  self->n_address_bytes += strlen (whole);
  return whole;
}

/* Keeps the bytes of a "data:" address and names them; NULL where they are none, or not worth it. */
static char *
keep_embedded (Builder    *self,
               const char *address)
{
  const char *comma = strchr (address, ',');
  g_autofree char *name = NULL;
  guchar *data;
  gsize size;

  if (comma == NULL || strlen (comma) > MAX_EMBEDDED_BYTES ||
      g_strstr_len (address, comma - address, ";base64") == NULL)
    return NULL;
  if (self->document->pictures == NULL)
    self->document->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                      (GDestroyNotify) g_bytes_unref);
  data = g_base64_decode (comma + 1, &size);
  /* Smaller ones hold a place until a script comes, or count visits. */
  if (size < 1024)
    {
      g_free (data);
      return NULL;
    }
  name = g_strdup_printf (EMBEDDED_PREFIX "%u", g_hash_table_size (self->document->pictures) + 1);
  g_hash_table_insert (self->document->pictures, g_strdup (name), g_bytes_new_take (data, size));
  return g_steal_pointer (&name);
}

static gboolean
is_file_name (const char *address)
{
  g_autofree char *scheme = g_uri_parse_scheme (address);

  return scheme == NULL && *address != '/' && *address != '#' && *address != '\0';
}

static void
add_image (Builder *self,
           xmlNode *node)
{
  const char *address = get_image_address (node);
  const char *source = zb_html_get_attribute (node, "src");
  ZbBlock *image;

  if (address == NULL)
    return;
  image = zb_block_new (ZB_BLOCK_IMAGE);
  if (g_str_has_prefix (address, "data:"))
    image->image = keep_embedded (self, address);
  else
    image->image = complete_address (self, address);
  if (source != NULL && is_file_name (source))
    image->image_file = g_strdup (source);
  else if (source != NULL && zb_is_web_address (source) && g_strcmp0 (source, image->image) != 0)
    image->image_shown = g_strdup (source);
  if (image->image == NULL)
    {
      zb_block_free (image);
      return;
    }
  /* A picture in the middle of a sentence does not end it. */
  g_ptr_array_add (has_words (self) ? self->waiting_images : self->document->blocks, image);
}

/* --- Tables --------------------------------------------------------------------------------- */

static gboolean
is_cell (const xmlNode *node)
{
  return zb_html_is (node, "td") || zb_html_is (node, "th");
}

/* Whether the table lists something: two columns or more, and short entries. Others place a text.
 * Looks no further than to the next table within. */
static gboolean
is_list_of_entries (xmlNode *table)
{
  gsize cell_bytes = 0;
  guint n_cells = 0, most_cells = 0;

  for (xmlNode *node = zb_html_next (table, table); node != NULL; node = zb_html_next (node, table))
    {
      if (zb_html_is (node, "table") || zb_html_is (node, "img") || zb_html_is (node, "form"))
        return FALSE;
      if (zb_html_is (node, "tr"))
        n_cells = 0;
      if (is_cell (node))
        {
          cell_bytes = 0;
          n_cells++;
          most_cells = MAX (most_cells, n_cells);
        }
      if (node->type == XML_TEXT_NODE && node->content != NULL)
        cell_bytes += strlen ((const char *) node->content);
      if (cell_bytes > MAX_CELL_BYTES)
        return FALSE;
    }
  return most_cells >= 2;
}

static void
enter_table_part (Builder *self,
                  xmlNode *node)
{
  if (zb_html_is (node, "tr"))
    {
      end_block (self, FALSE);
      self->block->kind = ZB_BLOCK_TABLE_ROW;
      self->block->level = 0;
    }
  else if (is_cell (node) && self->block->kind == ZB_BLOCK_TABLE_ROW)
    {
      end_run (self);
      zb_block_begin_cell (self->block);
      self->has_blank = FALSE;
    }
  else
    self->has_blank = TRUE;
}

/* --- The walk ------------------------------------------------------------------------------- */

static gboolean
is_hidden (const xmlNode *node)
{
  const char *style = zb_html_get_attribute (node, "style");
  const char *p = style != NULL ? strstr (style, "display") : NULL;

  if (style != NULL && strstr (style, "line-through") != NULL)
    return TRUE;
  if (p != NULL)
    {
      p += strlen ("display");
      p += strspn (p, " \t\r\n:");
      if (g_str_has_prefix (p, "none"))
        return TRUE;
    }
  return zb_html_get_attribute (node, "hidden") != NULL;
}

static gboolean
is_strong (const xmlNode *node)
{
  return zb_html_is (node, "strong") || zb_html_is (node, "b");
}

static guint
get_heading_level (const xmlNode *node)
{
  const char *name = (const char *) node->name;

  return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0' ? (guint) (name[1] - '0') : 0;
}

static void
enter_link (Builder *self,
            xmlNode *node)
{
  const char *address = zb_html_get_attribute (node, "href");

  if (address == NULL || *address == '\0' || self->link_node != NULL)
    return;
  end_run_before (self);
  self->link_node = node;
  self->link = complete_address (self, address);
  g_strstrip (self->link);
}

static void
enter_block (Builder *self,
             xmlNode *node)
{
  guint level = get_heading_level (node);

  if (self->table != NULL)
    {
      enter_table_part (self, node);
      return;
    }
  end_block (self, FALSE);
  if (level > 0)
    begin_kind (self, ZB_BLOCK_HEADING, level);
  else if (zb_html_is (node, "li"))
    begin_kind (self, ZB_BLOCK_LIST_ITEM, 0);
  else if (zb_html_is (node, "table") && is_list_of_entries (node))
    self->table = node;
}

/* Returns whether to go into the element. */
static gboolean
enter (Builder *self,
       xmlNode *node)
{
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    {
      if (node->content != NULL)
        add_text (self, (const char *) node->content);
      return FALSE;
    }
  if (node->type != XML_ELEMENT_NODE || zb_html_is_silent (node) || is_hidden (node))
    return FALSE;
  if (zb_html_is (node, "br"))
    {
      if (self->table != NULL)
        self->has_blank = TRUE;
      else
        end_block (self, TRUE);
    }
  else if (zb_html_is (node, "img") || zb_html_is (node, "amp-img") ||
           zb_html_has_class (node, "js_img_placeholder"))
    add_image (self, node);
  else if (zb_html_is (node, "sup") && add_raised_number (self, node))
    return FALSE;
  else if (zb_html_is (node, "a"))
    enter_link (self, node);
  else if (zb_html_is_block (node))
    enter_block (self, node);
  if (is_strong (node))
    {
      end_run_before (self);
      self->n_strong++;
    }
  return TRUE;
}

static void
leave (Builder *self,
       xmlNode *node)
{
  if (is_strong (node))
    {
      end_run (self);
      self->n_strong--;
    }
  if (node == self->link_node)
    {
      end_run (self);
      self->link_node = NULL;
      g_clear_pointer (&self->link, g_free);
    }
  if (self->table != NULL && node != self->table && !zb_html_is (node, "tr"))
    return;
  if (zb_html_is_block (node))
    {
      end_block (self, FALSE);
      begin_kind (self, ZB_BLOCK_PARAGRAPH, 0);
    }
  if (node == self->table)
    self->table = NULL;
}

/**
 * zb_html_append_blocks:
 * @root: an element; what is in it is read, whatever the element itself is like
 * @base: (nullable): the page's address, which completes others
 * @document: where to put the blocks, and the pictures that are in the page itself
 *
 * Reads a part of a page as a reader sees it: what is hidden or for machines is
 * left out, blanks are one, and lines that <br> ends are blocks. Stops where there are more
 * than %ZB_DOCUMENT_MAX_BLOCKS.
 */
void
zb_html_append_blocks (xmlNode    *root,
                       const char *base,
                       ZbDocument *document)
{
  Builder self = {
    .document = document,
    .base = base,
    .words = g_string_new (NULL),
    .waiting_images = g_ptr_array_new (),
    .kind = ZB_BLOCK_PARAGRAPH,
  };
  xmlNode *node = root->children;

  self.block = new_block (&self);
  while (node != NULL && document->blocks->len <= ZB_DOCUMENT_MAX_BLOCKS)
    {
      gboolean is_entered = enter (&self, node);

      if (is_entered && node->children != NULL)
        {
          node = node->children;
          continue;
        }
      if (is_entered)
        leave (&self, node);
      while (node->next == NULL && node->parent != root)
        {
          node = node->parent;
          leave (&self, node);
        }
      node = node->next;
    }
  end_block (&self, FALSE);
  zb_block_free (self.block);
  g_string_free (self.words, TRUE);
  g_ptr_array_unref (self.waiting_images);
  g_free (self.link);
}
