/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-feed-xml.h"

#include <libxml/parser.h>
#include <string.h>

#include "document/zb-feed-date.h"
#include "document/zb-feed.h"
#include "document/zb-file-kind.h"
#include "document/zb-html-tree.h"
#include "document/zb-xml-mend.h"

/* The elements of RSS 0.9 to 2.0 and Atom that say something of an entry, as they are read off the
 * parser's events: so memory is needed for one entry at a time, and the entries before a fault are
 * kept. The forms are not told apart, since no element means one thing in one and another in the
 * other. */

typedef enum {
  FIELD_NONE,
  FIELD_TITLE,
  FIELD_LINK,
  FIELD_ID,
  FIELD_PUBLISHED,
  FIELD_UPDATED,
  FIELD_CONTENT,
  FIELD_SUMMARY,
  FIELD_AUTHOR,
  FIELD_CREATOR,
  N_FIELDS,
} Field;

static const struct {
  const char *name;
  Field       field;
} fields[] = {
  { "title", FIELD_TITLE },
  { "link", FIELD_LINK },
  { "guid", FIELD_ID },
  { "id", FIELD_ID },
  { "pubDate", FIELD_PUBLISHED },
  { "published", FIELD_PUBLISHED },
  { "issued", FIELD_PUBLISHED },
  { "updated", FIELD_UPDATED },
  { "modified", FIELD_UPDATED },
  { "dc:date", FIELD_UPDATED },
  { "content:encoded", FIELD_CONTENT },
  { "content", FIELD_CONTENT },
  { "description", FIELD_SUMMARY },
  { "summary", FIELD_SUMMARY },
  { "author", FIELD_AUTHOR },
  { "dc:creator", FIELD_CREATOR },
};

/* Whose names are read, and the prefix that stands for them in the table above. */
static const struct {
  const char *namespace;
  const char *prefix;
} namespaces[] = {
  { "http://www.w3.org/2005/Atom", "" },
  { "http://purl.org/rss/1.0/", "" },
  { "http://purl.org/dc/elements/1.1/", "dc" },
  { "http://purl.org/rss/1.0/modules/content/", "content" },
};

/* Elements of HTML that have no end. */
static const char *const void_elements[] = { "br", "hr", "img", "input", "wbr", NULL };

typedef struct {
  xmlParserCtxt *context;
  ZbFeed        *feed;
  GHashTable    *prefixes;
  char          *feed_title;
  /* How many elements are open, and which of them is the feed and which the entry, from 1. */
  guint          depth;
  guint          feed_depth;
  guint          entry_depth;
  char          *values[N_FIELDS];
  gboolean       is_html[N_FIELDS];
  /* The field that is open. */
  Field          field;
  guint          field_depth;
  GString       *text;
  gboolean       is_xhtml;
  gboolean       is_aside;
  GError        *error;
} Reader;

/* The prefix may be any; the feed's first element says what it stands for. */
static void
note_prefixes (Reader         *self,
               const xmlChar **attributes)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL && attributes[i + 1] != NULL; i += 2)
    for (guint j = 0; j < G_N_ELEMENTS (namespaces); j++)
      if (g_str_has_prefix ((const char *) attributes[i], "xmlns:") &&
          strcmp ((const char *) attributes[i + 1], namespaces[j].namespace) == 0)
        g_hash_table_insert (self->prefixes,
                             g_strdup ((const char *) attributes[i] + strlen ("xmlns:")),
                             (gpointer) namespaces[j].prefix);
}

/* The element's name as the table above has it; NULL for what belongs to another form. */
static char *
dup_name (Reader     *self,
          const char *element)
{
  const char *colon = strchr (element, ':');
  g_autofree char *prefix = NULL;
  const char *known;

  if (colon == NULL)
    return g_strdup (element);
  prefix = g_strndup (element, (gsize) (colon - element));
  known = g_hash_table_lookup (self->prefixes, prefix);
  if (known == NULL)
    return NULL;
  return *known == '\0' ? g_strdup (colon + 1) : g_strconcat (known, colon, NULL);
}

static const char *
get_attribute (const xmlChar **attributes,
               const char     *name)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (strcmp ((const char *) attributes[i], name) == 0)
      return (const char *) attributes[i + 1];
  return NULL;
}

static void
clear_entry (Reader *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_clear_pointer (&self->values[i], g_free);
      self->is_html[i] = FALSE;
    }
  self->entry_depth = 0;
}

/* Of an element that comes twice the first counts that says something; an id does where it is an
 * address. */
static void
set_value (Reader     *self,
           Field       field,
           const char *value,
           gboolean    is_html)
{
  if (zb_feed_is_blank (value) || self->values[field] != NULL ||
      (field == FIELD_ID && strstr (value, "://") == NULL))
    return;
  self->values[field] = g_strdup (value);
  self->is_html[field] = is_html;
}

static const char *
get_first (Reader *self,
           Field   first,
           Field   second)
{
  return self->values[first] != NULL ? self->values[first] : self->values[second];
}

/* RSS asks for "address (name)". */
static char *
dup_author (const char *text)
{
  const char *start = text != NULL && strchr (text, '@') != NULL ? strchr (text, '(') : NULL;
  const char *end = start != NULL ? strrchr (start, ')') : NULL;

  return end != NULL ? g_strndup (start + 1, (gsize) (end - start - 1)) : g_strdup (text);
}

static void
end_entry (Reader *self)
{
  g_auto(ZbFeedEntry) entry = { 0, };
  Field content = self->values[FIELD_CONTENT] != NULL ? FIELD_CONTENT : FIELD_SUMMARY;

  entry.title = g_strdup (self->values[FIELD_TITLE]);
  entry.url = g_strdup (get_first (self, FIELD_LINK, FIELD_ID));
  entry.account = dup_author (get_first (self, FIELD_CREATOR, FIELD_AUTHOR));
  if (!zb_feed_date_parse (self->values[FIELD_PUBLISHED], &entry.published))
    zb_feed_date_parse (self->values[FIELD_UPDATED], &entry.published);
  entry.content = g_steal_pointer (&self->values[content]);
  entry.is_html = self->is_html[content];
  clear_entry (self);
  if (self->error == NULL && !zb_feed_add (self->feed, &entry, &self->error))
    xmlStopParser (self->context);
}

/* In Atom a text says what it is; in RSS it is HTML, or might be. */
static gboolean
is_html_type (const char *name,
              const char *type)
{
  if (type == NULL)
    return strcmp (name, "content") != 0 && strcmp (name, "summary") != 0;
  return strstr (type, "html") != NULL;
}

/* A link of Atom is an attribute; the first that leads to the entry's page counts. */
static void
read_link (Reader         *self,
           const xmlChar **attributes)
{
  const char *rel = get_attribute (attributes, "rel");

  if (self->entry_depth > 0 && (rel == NULL || strcmp (rel, "alternate") == 0))
    set_value (self, FIELD_LINK, get_attribute (attributes, "href"), FALSE);
}

static void
begin_field (Reader         *self,
             const char     *name,
             const xmlChar **attributes)
{
  const char *type = get_attribute (attributes, "type");
  Field field = FIELD_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (fields) && field == FIELD_NONE; i++)
    if (strcmp (name, fields[i].name) == 0)
      field = fields[i].field;
  if (field == FIELD_LINK && get_attribute (attributes, "href") != NULL)
    read_link (self, attributes);
  else if (field != FIELD_NONE && (self->entry_depth > 0 || field == FIELD_TITLE))
    {
      self->field = field;
      self->field_depth = self->depth;
      self->is_html[field] = self->values[field] != NULL ? self->is_html[field] : is_html_type (name, type);
      self->is_xhtml = type != NULL && strstr (type, "xhtml") != NULL;
      self->is_aside = FALSE;
      g_string_truncate (self->text, 0);
    }
}

static void
end_field (Reader *self)
{
  if (self->entry_depth > 0)
    set_value (self, self->field, self->text->str, self->is_html[self->field]);
  else if (self->feed_title == NULL && !zb_feed_is_blank (self->text->str))
    self->feed_title = g_strdup (self->text->str);
  self->field = FIELD_NONE;
}

static void
append_escaped (GString    *text,
                const char *words,
                gsize       length)
{
  g_autofree char *escaped = g_markup_escape_text (words, (gssize) length);

  g_string_append (text, escaped);
}

static gboolean
keeps_tags (const Reader *self)
{
  return self->field == FIELD_CONTENT || self->field == FIELD_SUMMARY;
}

static const char *
get_local_name (const char *element)
{
  const char *colon = strchr (element, ':');

  return colon != NULL ? colon + 1 : element;
}

/* XHTML becomes the HTML that it stands for. */
static void
append_tag (Reader         *self,
            const char     *element,
            const xmlChar **attributes)
{
  g_string_append_printf (self->text, "<%s", get_local_name (element));
  for (guint i = 0; attributes != NULL && attributes[i] != NULL && attributes[i + 1] != NULL; i += 2)
    {
      g_string_append_printf (self->text, " %s=\"", (const char *) attributes[i]);
      append_escaped (self->text, (const char *) attributes[i + 1], strlen ((const char *) attributes[i + 1]));
      g_string_append_c (self->text, '"');
    }
  g_string_append_c (self->text, '>');
}

/* An author's name stands in an element of its own in Atom, beside an address. */
static void
start_within_field (Reader         *self,
                    const char     *element,
                    const xmlChar **attributes)
{
  if (keeps_tags (self))
    {
      self->is_html[self->field] = TRUE;
      append_tag (self, element, attributes);
      return;
    }
  self->is_aside = strcmp (get_local_name (element), "name") != 0;
  if (!self->is_aside)
    g_string_truncate (self->text, 0);
}

static void
start_element_cb (void           *data,
                  const xmlChar  *element,
                  const xmlChar **attributes)
{
  Reader *self = data;
  g_autofree char *name = NULL;
  guint parent_depth;

  if (++self->depth == 1)
    note_prefixes (self, attributes);
  if (self->field != FIELD_NONE)
    {
      start_within_field (self, (const char *) element, attributes);
      return;
    }
  name = dup_name (self, (const char *) element);
  if (name == NULL)
    return;
  parent_depth = self->entry_depth > 0 ? self->entry_depth : self->feed_depth;
  if (strcmp (name, "item") == 0 || strcmp (name, "entry") == 0)
    {
      /* One that was not closed ends where the next begins. */
      if (self->entry_depth > 0)
        end_entry (self);
      self->entry_depth = self->depth;
    }
  else if (strcmp (name, "channel") == 0 || strcmp (name, "feed") == 0)
    self->feed_depth = self->depth;
  else if (self->depth == parent_depth + 1)
    begin_field (self, name, attributes);
}

static void
end_within_field (Reader     *self,
                  const char *element)
{
  if (!keeps_tags (self))
    self->is_aside = TRUE;
  else if (!g_strv_contains (void_elements, get_local_name (element)))
    g_string_append_printf (self->text, "</%s>", get_local_name (element));
}

static void
end_element_cb (void          *data,
                const xmlChar *element)
{
  Reader *self = data;

  if (self->field != FIELD_NONE && self->depth > self->field_depth)
    end_within_field (self, (const char *) element);
  else if (self->field != FIELD_NONE)
    end_field (self);
  else if (self->entry_depth > 0 && self->depth == self->entry_depth)
    end_entry (self);
  self->depth--;
}

static void
characters_cb (void          *data,
               const xmlChar *characters,
               int            length)
{
  Reader *self = data;

  if (self->field == FIELD_NONE || self->is_aside)
    return;
  if (self->is_xhtml)
    append_escaped (self->text, (const char *) characters, (gsize) length);
  else
    g_string_append_len (self->text, (const char *) characters, length);
}

/* The text is UTF-8 by now, whatever its first line calls it; no document type stands before it
 * that could define entities, so those that are replaced are the ones that XML has. */
static void
parse (Reader     *self,
       const char *text,
       gsize       length)
{
  /* Version 1 of these events: in version 2 the parser looks for each name's namespace among all
   * that are open. */
  xmlSAXHandler handler = {
    .startElement = start_element_cb,
    .endElement = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
    .cdataBlock = characters_cb,
    .initialized = 1,
  };

  zb_html_init_library ();
  self->context = xmlNewParserCtxt ();
  *self->context->sax = handler;
  self->context->userData = self;
  xmlFreeDoc (xmlCtxtReadMemory (self->context, text, (int) length, NULL, "UTF-8",
                                 XML_PARSE_RECOVER | XML_PARSE_NOENT | XML_PARSE_NONET |
                                 XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
}

static void
start_reader (Reader *self)
{
  self->text = g_string_new (NULL);
  self->prefixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* What feeds forget to declare is meant so all the same. */
  g_hash_table_insert (self->prefixes, g_strdup ("atom"), (gpointer) "");
  g_hash_table_insert (self->prefixes, g_strdup ("dc"), (gpointer) "dc");
  g_hash_table_insert (self->prefixes, g_strdup ("content"), (gpointer) "content");
}

static void
finish_reader (Reader *self)
{
  clear_entry (self);
  g_clear_pointer (&self->context, xmlFreeParserCtxt);
  g_clear_pointer (&self->feed_title, g_free);
  g_hash_table_unref (self->prefixes);
  g_string_free (self->text, TRUE);
}

/**
 * zb_feed_xml_parse:
 * @text: valid UTF-8 without NULs
 * @length: its length in bytes
 * @feed: where the entries go, in their order
 *
 * Reads RSS (https://www.rssboard.org/rss-specification), also in its version
 * 1.0, and Atom (RFC 4287). Of a feed that is cut off, the entries that are
 * whole are read.
 *
 * Returns: %FALSE with a #ZbDocumentError.
 */
gboolean
zb_feed_xml_parse (const char  *text,
                   gsize        length,
                   ZbFeed      *feed,
                   GError     **error)
{
  const char *start = zb_file_kind_skip_prolog (text);
  gsize mended_length;
  g_autofree char *mended = zb_xml_mend (start, length - (gsize) (start - text), &mended_length);
  Reader self = { .feed = feed };
  gboolean is_read;

  start_reader (&self);
  parse (&self, mended, mended_length);
  if (self.error != NULL)
    {
      g_propagate_error (error, self.error);
      is_read = FALSE;
    }
  else
    is_read = zb_feed_finish (feed, self.feed_title, self.context->wellFormed != 0, error);
  finish_reader (&self);
  return is_read;
}

/**
 * zb_feed_xml_read:
 * @text: valid UTF-8 without NULs
 * @length: its length in bytes
 * @documents: (element-type ZbDocument): where to put the entries, in the feed's order
 *
 * Reads a feed as zb_feed_xml_parse() does, and the texts of its entries.
 *
 * Returns: %FALSE with a #ZbDocumentError.
 */
gboolean
zb_feed_xml_read (const char  *text,
                  gsize        length,
                  GPtrArray   *documents,
                  GError     **error)
{
  ZbFeed feed;

  zb_feed_init (&feed, documents);
  return zb_feed_xml_parse (text, length, &feed, error);
}
