/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-feed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/zb-entity.h"
#include "document/zb-file-kind.h"
#include "document/zb-html.h"
#include "document/zb-markdown.h"

/* Names are cut here, addresses that are longer are none. */
#define MAX_NAME_CHARS  512
#define MAX_URL_LENGTH 8192

/* In the texts of all entries together: those of a hundred long pages. */
#define MAX_TAGS 300000

#define CDATA_START "<![CDATA["
#define CDATA_END   "]]>"

/**
 * zb_feed_entry_clear:
 * @self: an entry; all of it is freed and set to nothing
 */
void
zb_feed_entry_clear (ZbFeedEntry *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->content, g_free);
  g_date_clear (&self->published, 1);
  self->is_html = FALSE;
}

/**
 * zb_feed_entry_free:
 */
void
zb_feed_entry_free (ZbFeedEntry *self)
{
  zb_feed_entry_clear (self);
  g_free (self);
}

/**
 * zb_feed_init:
 * @documents: (element-type ZbDocument): where to put the entries; must outlive @self
 */
void
zb_feed_init (ZbFeed    *self,
              GPtrArray *documents)
{
  *self = (ZbFeed) { .documents = documents };
}

/**
 * zb_feed_init_entries:
 * @entries: (element-type ZbFeedEntry): where to put the entries as they are,
 *   without reading their texts; must outlive @self
 */
void
zb_feed_init_entries (ZbFeed    *self,
                      GPtrArray *entries)
{
  *self = (ZbFeed) { .entries = entries };
}

/**
 * zb_feed_is_blank:
 * @text: (nullable): a value
 *
 * Returns: whether nothing can be read in it.
 */
gboolean
zb_feed_is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n\f\v")] == '\0';
}

/* A value without blanks around it. we-mp-rss can escape its text twice: then the marks of XML
 * are left around it when it has been read. */
static char *
dup_value (const char *text)
{
  g_autofree char *value = g_strstrip (g_strdup (text));
  gsize length = strlen (value);

  if (length < strlen (CDATA_START CDATA_END) || !g_str_has_prefix (value, CDATA_START) ||
      !g_str_has_suffix (value, CDATA_END))
    return g_steal_pointer (&value);
  value[length - strlen (CDATA_END)] = '\0';
  return g_strstrip (g_strdup (value + strlen (CDATA_START)));
}

/* A title or an account: one line. Some programs escape it once more than their form asks for. */
static char *
dup_name (const char *text)
{
  g_autofree char *value = NULL;
  g_autofree char *plain = NULL;
  GString *name;
  guint n = 0;

  if (text == NULL)
    return NULL;
  value = dup_value (text);
  plain = zb_entity_unescape (value);
  name = g_string_new (NULL);
  for (const char *p = g_strstrip (plain); *p != '\0' && n < MAX_NAME_CHARS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_blank = g_unichar_isspace (c) || g_unichar_iscntrl (c);

      if (is_blank && name->len > 0 && name->str[name->len - 1] == ' ')
        continue;
      g_string_append_unichar (name, is_blank ? ' ' : c);
      n++;
    }
  return g_string_free (name, name->len == 0);
}

static char *
dup_url (const char *text)
{
  g_autofree char *url = text != NULL ? dup_value (text) : NULL;

  return zb_is_web_address (url) && strlen (url) <= MAX_URL_LENGTH ? g_steal_pointer (&url) : NULL;
}

static gsize
count_tags (const char *text)
{
  gsize n_tags = 0;

  for (const char *p = strchr (text, '<'); p != NULL; p = strchr (p + 1, '<'))
    n_tags += g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!';
  return n_tags;
}

static ZbDocument *
read_html (ZbFeed      *self,
           const char  *content,
           GError     **error)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_document_unref);

  self->n_tags += count_tags (content);
  if (!zb_html_read (content, strlen (content), documents, error))
    return NULL;
  /* An entry is one document, even where its page is a list of others. */
  return zb_document_ref (g_ptr_array_index (documents, 0));
}

/* What claims to be HTML may be plain text, or be escaped once more; and the other way round. */
static ZbDocument *
read_content (ZbFeed      *self,
              const char  *content,
              gboolean     is_html,
              GError     **error)
{
  g_autofree char *plain = NULL;

  if (is_html ? count_tags (content) > 0 : zb_file_kind_of_text (content) == ZB_FILE_HTML)
    return read_html (self, content, error);
  if (!is_html)
    return zb_markdown_read (content, strlen (content));
  plain = zb_entity_unescape (content);
  return count_tags (plain) > 0 ? read_html (self, plain, error) : zb_markdown_read (plain, strlen (plain));
}

/* What the entry says of itself comes before what the page in it says; but whose page it is,
 * the page knows better than the name of a feed in which many accounts come together. */
static void
take_identity (ZbDocument        *document,
               const ZbFeedEntry *entry)
{
  g_autofree char *title = dup_name (entry->title);
  g_autofree char *url = dup_url (entry->url);
  g_autofree char *account = dup_name (entry->account);

  if (title != NULL)
    {
      g_free (document->title);
      document->title = g_steal_pointer (&title);
    }
  if (url != NULL)
    {
      g_free (document->url);
      document->url = g_steal_pointer (&url);
    }
  if (account != NULL)
    {
      g_free (document->account);
      document->account = g_steal_pointer (&account);
    }
  if (g_date_valid (&entry->published))
    document->published = entry->published;
}

static ZbDocument *
read_entry (ZbFeed             *self,
            const ZbFeedEntry  *entry,
            GError            **error)
{
  g_autofree char *content = entry->content != NULL ? dup_value (entry->content) : g_strdup ("");
  g_autofree char *title = entry->title != NULL ? dup_value (entry->title) : NULL;
  ZbDocument *document;

  /* A summary that repeats the title is no text. */
  if (*content == '\0' || g_strcmp0 (content, title) == 0)
    {
      document = zb_document_new ();
      document->refusal = ZB_REFUSAL_TITLE_ONLY;
    }
  else
    document = read_content (self, content, entry->is_html, error);
  if (document != NULL)
    take_identity (document, entry);
  return document;
}

/**
 * zb_feed_add:
 * @entry: an entry, which may be emptied; one of which nothing is known is left out
 *
 * Makes a document of an entry. Its text may be a piece of HTML, a whole page,
 * or plain; where there is none, the document is a refusal.
 *
 * Returns: %FALSE with %ZB_DOCUMENT_ERROR_TOO_LARGE where there are more
 *   entries than %ZB_DOCUMENT_MAX_ENTRIES, more blocks in all than
 *   %ZB_DOCUMENT_MAX_BLOCKS, or more tags than any feed has.
 */
gboolean
zb_feed_add (ZbFeed       *self,
             ZbFeedEntry  *entry,
             GError      **error)
{
  ZbDocument *document;

  if (zb_feed_is_blank (entry->title) && zb_feed_is_blank (entry->url) &&
      zb_feed_is_blank (entry->content))
    return TRUE;
  if (self->entries != NULL && self->entries->len < ZB_DOCUMENT_MAX_ENTRIES)
    {
      g_ptr_array_add (self->entries, g_memdup2 (entry, sizeof *entry));
      *entry = (ZbFeedEntry) { 0, };
      return TRUE;
    }
  if (self->documents != NULL && self->documents->len < ZB_DOCUMENT_MAX_ENTRIES && self->n_tags <= MAX_TAGS)
    {
      document = read_entry (self, entry, error);
      if (document == NULL)
        return FALSE;
      self->n_blocks += document->blocks->len;
      g_ptr_array_add (self->documents, document);
      if (self->n_blocks <= ZB_DOCUMENT_MAX_BLOCKS)
        return TRUE;
    }
  g_set_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
               _("The feed has more than %u entries, or more than %u paragraphs in them. Ask its "
                 "address for fewer entries, and open that."),
               ZB_DOCUMENT_MAX_ENTRIES, ZB_DOCUMENT_MAX_BLOCKS);
  return FALSE;
}

/**
 * zb_feed_finish:
 * @title: (nullable): the feed's own title, which stands for the account where an entry and its
 *   page name none. It may be a former name, or that of a collector; nothing better is known
 * @is_whole: whether the feed was read to its end without a fault
 *
 * Ends the reading of a feed.
 *
 * Returns: %FALSE with %ZB_DOCUMENT_ERROR_EMPTY where the feed has no entries,
 *   and with %ZB_DOCUMENT_ERROR_DAMAGED where none of them is whole.
 */
gboolean
zb_feed_finish (ZbFeed      *self,
                const char  *title,
                gboolean     is_whole,
                GError     **error)
{
  g_autofree char *account = dup_name (title);
  guint n = self->documents != NULL ? self->documents->len : self->entries->len;

  for (guint i = 0; i < n; i++)
    {
      char **name = self->documents != NULL
                      ? &((ZbDocument *) g_ptr_array_index (self->documents, i))->account
                      : &((ZbFeedEntry *) g_ptr_array_index (self->entries, i))->account;

      if (*name == NULL)
        *name = g_strdup (account);
    }
  if (n > 0)
    return TRUE;
  if (is_whole)
    g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_EMPTY,
                         _("The feed has no entries yet. Open it again when something was published, or "
                           "see whether its address is the right one."));
  else
    g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_DAMAGED,
                         _("The feed is cut off or broken, and none of its entries is whole. Save or "
                           "download it again."));
  return FALSE;
}
