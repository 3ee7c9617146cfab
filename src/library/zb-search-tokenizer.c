/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-search-tokenizer.h"

#include <string.h>

#include "library/zb-search-text.h"

/* What SQLite's full-text index (FTS5) takes for words. Its own tokenizers find nothing for a word of one or two Han
 * characters. Here every two characters that follow each other are a word, and so is the last one of a line alone:
 *
 *     钓鱼网站  →  钓鱼  鱼网  网站  站
 *
 * A term of two characters is one word, a longer one the words of its pairs in a row, and a single character is what
 * words begin with. So the index finds exactly what stands in the text, as zb-search-text.h compares. A line feed
 * parts: no pair goes over it. */

typedef int (*TokenFunc) (void       *context,
                          int         flags,
                          const char *token,
                          int         n_token,
                          int         start,
                          int         end);

static int
create (void        *data,
        const char **arguments,
        int          n_arguments,
        Fts5Tokenizer **tokenizer)
{
  /* It has no state, but FTS5 wants something. */
  static char none;

  *tokenizer = (Fts5Tokenizer *) &none;
  return SQLITE_OK;
}

static void
destroy (Fts5Tokenizer *tokenizer)
{
}

/* How many bytes of @p the word has: two characters, or one at the end of a line. */
static gsize
measure_word (const char *p)
{
  const char *next = g_utf8_next_char (p);

  if (*next != '\0' && *next != '\n')
    next = g_utf8_next_char (next);
  return (gsize) (next - p);
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void          *context,
          int            flags,
          const char    *text,
          int            length,
          TokenFunc      take)
{
  g_autofree char *valid = text != NULL && length > 0 ? g_utf8_make_valid (text, length) : NULL;
  g_autoptr(ZbNormalText) folded = zb_search_fold (valid != NULL ? valid : "", FALSE);
  gboolean is_query = (flags & FTS5_TOKENIZE_QUERY) != 0;
  gboolean is_single = folded->length > 0 && *g_utf8_next_char (folded->text) == '\0';

  for (const char *p = folded->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize n = measure_word (p);
      int code;

      /* The last character of a query stands in the last pair; in the text something may follow it. */
      if (*p == '\n' || (is_query && !is_single && p + n == g_utf8_next_char (p)))
        continue;
      code = take (context, 0, p, (int) n, (int) (p - folded->text), (int) (p - folded->text + (gssize) n));
      if (code != SQLITE_OK)
        return code == SQLITE_DONE ? SQLITE_OK : code;
    }
  return SQLITE_OK;
}

static int
get_fts5 (sqlite3   *handle,
          fts5_api **api)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (handle, "SELECT fts5 (?1)", -1, &statement, NULL);

  *api = NULL;
  if (code == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
  return code == SQLITE_OK && *api == NULL ? SQLITE_ERROR : code;
}

/**
 * zb_search_tokenizer_register:
 * @handle: a connection
 *
 * Makes the tokenizer known to a connection, without which it cannot use the table of the search.
 *
 * Returns: a code of SQLite; %SQLITE_ERROR where it was built without FTS5.
 */
int
zb_search_tokenizer_register (sqlite3 *handle)
{
  fts5_tokenizer functions = { create, destroy, tokenize };
  fts5_api *api;
  int code = get_fts5 (handle, &api);

  return code == SQLITE_OK ? api->xCreateTokenizer (api, ZB_SEARCH_TOKENIZER, NULL, &functions, NULL) : code;
}

/**
 * zb_search_tokenizer_dup_match:
 * @terms: at least one, from zb_search_split()
 *
 * Returns: (transfer full): what to ask the index for: the texts that hold all of them.
 */
char *
zb_search_tokenizer_dup_match (char **terms)
{
  g_autoptr(GString) match = g_string_new (NULL);

  for (guint i = 0; terms[i] != NULL; i++)
    {
      gboolean is_single = *g_utf8_next_char (terms[i]) == '\0';

      g_string_append (match, i > 0 ? " AND \"" : "\"");
      for (const char *p = terms[i]; *p != '\0'; p++)
        g_string_append_len (match, *p == '"' ? "\"\"" : p, *p == '"' ? 2 : 1);
      g_string_append (match, is_single ? "\" *" : "\"");
    }
  return g_string_free (g_steal_pointer (&match), FALSE);
}
