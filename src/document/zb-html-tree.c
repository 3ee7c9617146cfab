/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-html-tree.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <string.h>

#include "document/zb-document.h"

/* More than any title or notice has. */
#define MAX_WORDS_BYTES 65536

/* libxml2 ends where elements are nested deeper than 256. Pages whose <font> or <b> nobody has closed get
 * there, so from the first of these depths on such elements are passed over, and from the second on all;
 * what stands in them counts as standing in the one around them. */
#define MAX_INLINE_DEPTH 200
#define MAX_DEPTH 250

/* libxml2 looks for each end tag through all elements that are open, so there must be an end. */
#define MAX_OPEN_ELEMENTS 2000

/* Names of places where a paragraph ends, sorted. Whatever is not here, the elements that nobody
 * knows among it, runs on within its line. */
static const char *const block_names[] = {
  "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
  "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
  "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
  "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
};

/* Names of what holds no words for a reader, or words that were struck out, sorted. */
static const char *const silent_names[] = {
  "applet", "audio", "button", "canvas", "del", "embed", "head", "iframe", "input", "map",
  "noscript", "object", "option", "s", "script", "select", "strike", "style", "svg", "template",
  "textarea", "title", "video",
};

/**
 * zb_html_init_library:
 *
 * libxml2 wants this once, before threads use it.
 */
void
zb_html_init_library (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      xmlInitParser ();
      g_once_init_leave (&once, 1);
    }
}

static int
compare_names (const void *name,
               const void *element)
{
  return strcmp (name, *(const char *const *) element);
}

/* Of each open element, whether it is passed over; and how many are not. */
typedef struct {
  gboolean is_passed_over[MAX_OPEN_ELEMENTS];
  guint    n_open;
  guint    n_nodes;
  gboolean is_too_deep;
} Depth;

/* What each element of a tree is, noted in it once: several readers ask, and of every element. */
typedef enum {
  KIND_INLINE = 0,
  KIND_BLOCK = 1 << 0,
  KIND_SILENT = 1 << 1,
} Kind;

static gboolean
is_one_of (const xmlChar     *name,
           const char *const *names,
           gsize              n_names)
{
  return bsearch (name, names, n_names, sizeof *names, compare_names) != NULL;
}

static guint
get_kind (const xmlChar *name)
{
  return (is_one_of (name, block_names, G_N_ELEMENTS (block_names)) ? KIND_BLOCK : 0) |
         (is_one_of (name, silent_names, G_N_ELEMENTS (silent_names)) ? KIND_SILENT : 0);
}

static void
start_element (void           *data,
               const xmlChar  *name,
               const xmlChar **attributes)
{
  htmlParserCtxt *parser = data;
  Depth *depth = parser->_private;
  guint kind = get_kind (name);
  gboolean is_passed_over = depth->n_nodes >= MAX_DEPTH ||
                            (depth->n_nodes >= MAX_INLINE_DEPTH && (kind & KIND_BLOCK) == 0);

  if (depth->n_open == MAX_OPEN_ELEMENTS)
    {
      depth->is_too_deep = TRUE;
      xmlStopParser (parser);
      return;
    }
  depth->is_passed_over[depth->n_open++] = is_passed_over;
  if (is_passed_over)
    return;
  depth->n_nodes++;
  xmlSAX2StartElement (parser, name, attributes);
  if (parser->node != NULL)
    parser->node->_private = GUINT_TO_POINTER (kind);
}

static void
end_element (void          *data,
             const xmlChar *name)
{
  htmlParserCtxt *parser = data;
  Depth *depth = parser->_private;

  if (depth->is_too_deep || depth->n_open == 0 || depth->is_passed_over[--depth->n_open])
    return;
  depth->n_nodes--;
  xmlSAX2EndElement (parser, name);
}

/**
 * zb_html_tree_new:
 * @text: a web page or a piece of one, in valid UTF-8
 * @length: its length in bytes
 *
 * Reads whatever can be read; nothing is fetched.
 *
 * Returns: (transfer full) (nullable): the tree; %NULL where there is nothing to read, or, with
 *   %ZB_DOCUMENT_ERROR_TOO_LARGE, where elements are nested deeper than in any page.
 */
ZbHtmlTree *
zb_html_tree_new (const char  *text,
                  gsize        length,
                  GError     **error)
{
  Depth depth = { .n_open = 0 };
  htmlParserCtxt *parser;
  ZbHtmlTree *tree;

  g_return_val_if_fail (length <= G_MAXINT, NULL);

  zb_html_init_library ();
  parser = htmlNewParserCtxt ();
  parser->_private = &depth;
  parser->sax->startElement = start_element;
  parser->sax->endElement = end_element;
  /* The encoding is given, so that what the page says of itself is not believed: the text has been
   * made UTF-8 already. */
  tree = htmlCtxtReadMemory (parser, text, (int) length, NULL, "UTF-8",
                             HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                             HTML_PARSE_NONET | HTML_PARSE_COMPACT);
  htmlFreeParserCtxt (parser);
  if (!depth.is_too_deep)
    return tree;
  g_clear_pointer (&tree, xmlFreeDoc);
  g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
                       _("The elements of the page are nested deeper than those of any page of a "
                         "bulletin. Choose the page of the bulletin itself."));
  return NULL;
}

/**
 * zb_html_tree_get_root:
 *
 * Returns: (nullable): the outermost element.
 */
xmlNode *
zb_html_tree_get_root (ZbHtmlTree *self)
{
  return xmlDocGetRootElement (self);
}

/**
 * zb_html_next_outside:
 *
 * Returns: (nullable): the first node behind @node and all that is in it, as long as it lies in @root.
 */
xmlNode *
zb_html_next_outside (xmlNode       *node,
                      const xmlNode *root)
{
  while (node != NULL && node != root && node->next == NULL)
    node = node->parent;
  return node != NULL && node != root ? node->next : NULL;
}

/**
 * zb_html_next:
 *
 * Returns: (nullable): the node behind @node in the order of the page, as long as it lies in @root.
 */
xmlNode *
zb_html_next (xmlNode       *node,
              const xmlNode *root)
{
  /* What hangs under an entity is shared and leads elsewhere. */
  if (node->type == XML_ELEMENT_NODE && node->children != NULL)
    return node->children;
  return zb_html_next_outside (node, root);
}

/**
 * zb_html_is:
 * @name: an element's name in small letters, as libxml2 writes them
 *
 * Returns: whether the node is such an element.
 */
gboolean
zb_html_is (const xmlNode *node,
            const char    *name)
{
  return node->type == XML_ELEMENT_NODE && node->name[0] == (xmlChar) name[0] &&
         strcmp ((const char *) node->name, name) == 0;
}

/**
 * zb_html_is_block:
 *
 * Returns: whether a paragraph ends where the element begins and ends.
 */
gboolean
zb_html_is_block (const xmlNode *node)
{
  return node->type == XML_ELEMENT_NODE && (GPOINTER_TO_UINT (node->_private) & KIND_BLOCK) != 0;
}

/**
 * zb_html_is_silent:
 *
 * Returns: whether nothing in the element is to be read.
 */
gboolean
zb_html_is_silent (const xmlNode *node)
{
  return node->type == XML_ELEMENT_NODE && (GPOINTER_TO_UINT (node->_private) & KIND_SILENT) != 0;
}

/**
 * zb_html_get_attribute:
 *
 * Returns: (transfer none) (nullable): the attribute's value, "" where it has none; %NULL where it
 *   is not there.
 */
const char *
zb_html_get_attribute (const xmlNode *node,
                       const char    *name)
{
  if (node->type != XML_ELEMENT_NODE)
    return NULL;
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (strcmp ((const char *) attribute->name, name) == 0)
      return attribute->children != NULL && attribute->children->content != NULL
               ? (const char *) attribute->children->content : "";
  return NULL;
}

/**
 * zb_html_has_class:
 *
 * Returns: whether @name is one of the element's classes.
 */
gboolean
zb_html_has_class (const xmlNode *node,
                   const char    *name)
{
  const char *classes = zb_html_get_attribute (node, "class");
  gsize length = strlen (name);

  for (const char *p = classes; p != NULL && *p != '\0';)
    {
      p += strspn (p, " \t\r\n\f");
      if (strncmp (p, name, length) == 0 && strcspn (p, " \t\r\n\f") == length)
        return TRUE;
      p += strcspn (p, " \t\r\n\f");
    }
  return FALSE;
}

/* With all blanks the same: ideographic ones stand around titles, too. */
static void
append_words (GString    *words,
              const char *text)
{
  for (const char *p = text; *p != '\0' && words->len < MAX_WORDS_BYTES; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x3000 || c == 0xa0 || (c < 0x80 && g_ascii_isspace ((char) c)))
        g_string_append_c (words, ' ');
      else
        g_string_append_unichar (words, c);
    }
}

/**
 * zb_html_dup_words:
 *
 * Returns: (transfer full): the words of an element in one line, for titles, names and notices; of a
 *   long text only the beginning.
 */
char *
zb_html_dup_words (xmlNode *node)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (xmlNode *p = node; p != NULL && words->len < MAX_WORDS_BYTES; )
    {
      if (p != node && zb_html_is_silent (p))
        {
          p = zb_html_next_outside (p, node);
          continue;
        }
      if ((p->type == XML_TEXT_NODE || p->type == XML_CDATA_SECTION_NODE) && p->content != NULL)
        append_words (words, (const char *) p->content);
      p = zb_html_next (p, node);
    }
  return g_strdup (g_strstrip (words->str));
}

/* Every address of a page may get as long as the page's own. */
#define MAX_BASE_BYTES 2048

/* Whether the host in "//host/path" is made of what hosts are made of; GLib 2.74 takes others apart
 * in a way that it complains of itself. */
static gboolean
has_usual_host (const char *address)
{
  static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:";
  const char *start = address + strspn (address, " \t\r\n\f\v");
  gsize length;

  if (!g_str_has_prefix (start, "//"))
    return TRUE;
  start += strlen ("//");
  length = strcspn (start, "/?#");
  return length > 0 && strspn (start, signs) >= length;
}

/**
 * zb_html_resolve:
 * @base: (nullable): the address of the page
 * @address: an address as the page prints it
 *
 * Returns: (transfer full): the whole address; exactly @address where that is
 *   whole, or where nothing is known that would complete it.
 */
char *
zb_html_resolve (const char *base,
                 const char *address)
{
  g_autofree char *scheme = g_uri_parse_scheme (address);
  char *resolved;

  if (scheme != NULL || *address == '\0' || !zb_is_web_address (base) ||
      !has_usual_host (strchr (base, ':') + 1) || !has_usual_host (address) ||
      strnlen (base, MAX_BASE_BYTES) == MAX_BASE_BYTES)
    return g_strdup (address);
  resolved = g_uri_resolve_relative (base, address, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  return resolved != NULL ? resolved : g_strdup (address);
}
