/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-html-main.h"

#include <string.h>

/* Of a page that nobody knows, the text is what lies in the smallest element
 * that holds all of its sentences. Menus, lists of other pages and footers
 * have no sentences, so what stands beside the text mostly falls away, and of
 * the text nothing does. */

/* A sentence has so many bytes and one of the signs; what has not is a menu, a title or a name. */
#define MIN_SENTENCE_BYTES 30

/* What stands beside the sentences and is no longer than this is their title, their date, a heading. */
#define MAX_BESIDE_BYTES 300

/* Parts of a page that speak of something else, by their names, classes and ids. */
static const char *const aside_words[] = {
  "comment", "related", "recommend", "sidebar", "footer", "copyright",
};

static gboolean
has_aside_word (const char *names)
{
  for (guint i = 0; names != NULL && i < G_N_ELEMENTS (aside_words); i++)
    if (strstr (names, aside_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The same for short words, which must not be parts of others: "hot" is one of "hot-list", not of "photo". */
static const char *const short_aside_words[] = { "hot", "reply", "pinglun", "tuijian", "tj", "xg", "prev", "next" };

static gboolean
has_short_aside_word (const char *names)
{
  for (const char *p = names; p != NULL && *p != '\0';)
    {
      gsize length = strcspn (p, " \t\r\n\f-_");

      for (guint i = 0; i < G_N_ELEMENTS (short_aside_words); i++)
        if (length == strlen (short_aside_words[i]) && strncmp (p, short_aside_words[i], length) == 0)
          return TRUE;
      p += length;
      p += strspn (p, " \t\r\n\f-_");
    }
  return FALSE;
}

static gboolean
is_aside (const xmlNode *node)
{
  return zb_html_is (node, "nav") || zb_html_is (node, "aside") || zb_html_is (node, "footer") ||
         has_aside_word (zb_html_get_attribute (node, "class")) ||
         has_aside_word (zb_html_get_attribute (node, "id")) ||
         has_short_aside_word (zb_html_get_attribute (node, "class")) || zb_html_has_class (node, "right");
}

static gboolean
is_sentence (const xmlNode *node)
{
  const char *text = (const char *) node->content;

  return node->type == XML_TEXT_NODE && text != NULL && strlen (text) >= MIN_SENTENCE_BYTES &&
         (strstr (text, "。") != NULL || strstr (text, "，") != NULL || strstr (text, "；") != NULL ||
          strstr (text, ", ") != NULL || strstr (text, ". ") != NULL);
}

static gsize
count_sentences (xmlNode *root)
{
  gsize n_bytes = 0;

  for (xmlNode *node = root; node != NULL; node = zb_html_next (node, root))
    if (is_sentence (node))
      n_bytes += strlen ((const char *) node->content);
  return n_bytes;
}

static gsize
count_words (xmlNode *root)
{
  gsize n_bytes = 0;
  xmlNode *node = root;

  while (node != NULL)
    {
      if (node->type == XML_TEXT_NODE && node->content != NULL && !xmlIsBlankNode (node))
        n_bytes += strlen ((const char *) node->content);
      node = zb_html_is_silent (node) ? zb_html_next_outside (node, root) : zb_html_next (node, root);
    }
  return n_bytes;
}

static guint
get_depth (const xmlNode *node)
{
  guint depth = 0;

  for (; node != NULL; node = node->parent)
    depth++;
  return depth;
}

/* The smallest element that holds both. */
static xmlNode *
find_common (xmlNode *a,
             xmlNode *b)
{
  guint depth_a = get_depth (a), depth_b = get_depth (b);

  while (a != b)
    {
      if (depth_a >= depth_b)
        {
          a = a->parent;
          depth_a--;
        }
      else
        {
          b = b->parent;
          depth_b--;
        }
    }
  return a;
}

static xmlNode *
get_block (xmlNode *node)
{
  while (node->parent != NULL && !zb_html_is_block (node))
    node = node->parent;
  return node;
}

/* Takes in what belongs to the sentences although it has none: the neighbours of a paragraph, and
 * what little stands around the text. */
static xmlNode *
widen (xmlNode *node,
       xmlNode *body)
{
  if (node != body && (zb_html_is (node, "p") || zb_html_is (node, "li") || zb_html_is (node, "td")))
    node = node->parent;
  while (node != body && node->parent != body && node->parent->type == XML_ELEMENT_NODE)
    {
      gsize n_beside = 0;
      gboolean has_aside = FALSE;

      for (xmlNode *sibling = node->parent->children; sibling != NULL; sibling = sibling->next)
        if (sibling != node)
          {
            gsize n_words = count_words (sibling);

            has_aside = has_aside || (n_words > 0 && is_aside (sibling));
            n_beside += n_words;
          }
      if (has_aside || n_beside > MAX_BESIDE_BYTES)
        break;
      node = node->parent;
    }
  return node;
}

/**
 * zb_html_find_main:
 * @body: the page's body, or its outermost element
 *
 * Returns: (transfer none): the element that holds the page's text; @body where it
 *   cannot be told from the rest.
 */
xmlNode *
zb_html_find_main (xmlNode *body)
{
  xmlNode *main_node = NULL;
  xmlNode *node = body->children;
  gsize n_left_out = 0;

  while (node != NULL)
    {
      if (zb_html_is_silent (node) || is_aside (node) || zb_html_is (node, "a"))
        {
          if (!zb_html_is_silent (node))
            n_left_out += count_sentences (node);
          node = zb_html_next_outside (node, body);
          continue;
        }
      if (is_sentence (node))
        main_node = main_node == NULL ? get_block (node->parent) : find_common (main_node, node->parent);
      node = zb_html_next (node, body);
    }
  /* Some call everything a comment: what is left out is never more than what is kept. */
  if (main_node == NULL || n_left_out > count_sentences (main_node))
    return body;
  main_node = widen (get_block (main_node), body);
  return main_node->type == XML_ELEMENT_NODE ? main_node : body;
}
