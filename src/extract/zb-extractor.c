/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-extractor.h"

#include <glib/gi18n-lib.h>

#include "extract/zb-body.h"
#include "extract/zb-finder.h"
#include "extract/zb-judgement.h"
#include "extract/zb-recap.h"
#include "extract/zb-splitter.h"

struct _ZbExtractor {
  GObject      parent_instance;
  ZbCatalogue *catalogue;
  GPtrArray   *figures;
  ZbFinder    *rating;
};

/* What was found of a figure. */
typedef struct {
  gboolean    is_found;
  gboolean    is_damaged;
  ZbFormMatch match;
} Finding;

G_DEFINE_FINAL_TYPE (ZbExtractor, zb_extractor, G_TYPE_OBJECT)

G_DEFINE_QUARK (zb-extract-error-quark, zb_extract_error)

static void
zb_extractor_finalize (GObject *object)
{
  ZbExtractor *self = ZB_EXTRACTOR (object);

  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->rating, zb_finder_free);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (zb_extractor_parent_class)->finalize (object);
}

static void
zb_extractor_class_init (ZbExtractorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_extractor_finalize;
}

static void
zb_extractor_init (ZbExtractor *self)
{
  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_finder_free);
}

/**
 * zb_extractor_new:
 * @catalogue: the figures to look for, and their forms
 *
 * Returns: (transfer full) (nullable): an extractor, which any thread may use,
 *   or %NULL with %ZB_EXTRACT_ERROR_FORM where a form cannot be used.
 */
ZbExtractor *
zb_extractor_new (ZbCatalogue *catalogue,
                  GError     **error)
{
  g_autoptr(ZbExtractor) self = NULL;
  g_autoptr(GRegex) other_times = NULL;

  g_return_val_if_fail (ZB_IS_CATALOGUE (catalogue), NULL);

  other_times = zb_finder_compile_other_times (catalogue);
  self = g_object_new (ZB_TYPE_EXTRACTOR, NULL);
  self->catalogue = g_object_ref (catalogue);
  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      ZbFinder *finder = zb_finder_new (catalogue, zb_catalogue_get_figure (catalogue, i), other_times,
                                        error);

      if (finder == NULL)
        return NULL;
      g_ptr_array_add (self->figures, finder);
    }
  self->rating = zb_finder_new (catalogue, NULL, other_times, error);
  return self->rating != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * zb_extractor_get_default:
 *
 * Returns: (transfer none): the extractor for zb_catalogue_get_default(), made
 *   once; any thread may use it.
 */
ZbExtractor *
zb_extractor_get_default (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_autoptr(GError) error = NULL;
      ZbExtractor *extractor = zb_extractor_new (zb_catalogue_get_default (), &error);

      if (extractor == NULL)
        g_error ("%s", error->message);
      g_once_init_leave (&once, (gsize) extractor);
    }
  return ZB_EXTRACTOR ((gpointer) once);
}

/**
 * zb_extractor_get_catalogue:
 *
 * Returns: (transfer none): the catalogue whose forms are used.
 */
ZbCatalogue *
zb_extractor_get_catalogue (ZbExtractor *self)
{
  g_return_val_if_fail (ZB_IS_EXTRACTOR (self), NULL);

  return self->catalogue;
}

static void
clear_finding (gpointer data)
{
  zb_form_match_clear (&((Finding *) data)->match);
}

/* Returns: (element-type Finding): for each figure, what the part of the text states. */
static GArray *
find_all (ZbExtractor  *self,
          const ZbBody *body,
          gsize         from,
          gsize         to)
{
  GArray *findings = g_array_sized_new (FALSE, TRUE, sizeof (Finding), self->figures->len);

  g_array_set_clear_func (findings, clear_finding);
  g_array_set_size (findings, self->figures->len);
  for (guint i = 0; i < self->figures->len; i++)
    {
      Finding *finding = &g_array_index (findings, Finding, i);

      finding->is_found = zb_finder_find (g_ptr_array_index (self->figures, i), body, from, to,
                                          &finding->match, &finding->is_damaged);
    }
  return findings;
}

/* Whether both parts of the text state a figure, and not the same: they are about two weeks. */
static gboolean
are_contradictory (GArray *sections,
                   GArray *preface)
{
  for (guint i = 0; i < sections->len; i++)
    {
      const Finding *a = &g_array_index (sections, Finding, i);
      const Finding *b = &g_array_index (preface, Finding, i);

      if (a->is_found && b->is_found &&
          (a->match.value != b->match.value || g_strcmp0 (a->match.word, b->match.word) != 0))
        return TRUE;
    }
  return FALSE;
}

/* What only the preface states is taken from there. */
static void
take_missing (GArray *findings,
              GArray *preface)
{
  for (guint i = 0; i < findings->len; i++)
    {
      Finding *finding = &g_array_index (findings, Finding, i);
      Finding *other = &g_array_index (preface, Finding, i);

      if (!finding->is_found && other->is_found)
        {
          finding->is_found = TRUE;
          finding->match = other->match;
          other->match = (ZbFormMatch) { 0, };
        }
    }
}

static ZbFigure *
new_figure (const ZbFigureKind *kind,
            const ZbFormMatch  *match)
{
  ZbFigure *figure;

  if (zb_figure_kind_is_level (kind))
    return zb_figure_new_level (kind->id, match->word);
  figure = zb_figure_new (kind->id, match->value);
  figure->has_change = match->has_change;
  figure->change_percent = match->change_percent;
  return figure;
}

static void
add_figure (const ZbFinder *finder,
            ZbBody         *body,
            gsize           from,
            Finding        *finding,
            ZbBulletin     *bulletin)
{
  const ZbFigureKind *kind = zb_finder_get_kind (finder);
  ZbFigure *figure;

  if (!finding->is_found)
    {
      if (finding->is_damaged)
        g_ptr_array_add (bulletin->warnings,
                         g_strdup_printf (_("%s: the text states a number that cannot be a count"),
                                          zb_figure_kind_get_label (kind)));
      return;
    }
  if (!finding->match.has_change)
    zb_finder_find_change (finder, body, from, body->normal->length, &finding->match);
  figure = new_figure (kind, &finding->match);
  figure->sentence = zb_body_dup_sentence (body, finding->match.start, finding->match.end);
  zb_body_mark_used (body, finding->match.start);
  g_ptr_array_add (bulletin->figures, figure);
}

static void
extract_rating (ZbExtractor *self,
                ZbBody      *body,
                gsize        from,
                ZbBulletin  *bulletin)
{
  g_auto(ZbFormMatch) match = { 0, };

  if (!zb_finder_find (self->rating, body, body->sections, body->normal->length, &match, NULL) &&
      !zb_finder_find (self->rating, body, from, body->sections, &match, NULL))
    return;
  bulletin->rating = zb_rating_from_word (match.word);
  bulletin->rating_sentence = zb_body_dup_sentence (body, match.start, match.end);
  zb_body_mark_used (body, match.start);
}

/* The bulletin's own sections count first. What stands before them may be a summary, and then adds
 * what they do not state; or it may be about another week, and then it counts for nothing. */
static void
extract_statements (ZbExtractor *self,
                    ZbBody      *body,
                    ZbBulletin  *bulletin)
{
  g_autoptr(GArray) findings = find_all (self, body, body->sections, body->normal->length);
  gsize from = body->sections;

  if (body->sections > 0)
    {
      g_autoptr(GArray) preface = find_all (self, body, 0, body->sections);

      if (!are_contradictory (findings, preface))
        {
          take_missing (findings, preface);
          from = 0;
        }
    }
  extract_rating (self, body, from, bulletin);
  for (guint i = 0; i < self->figures->len; i++)
    add_figure (g_ptr_array_index (self->figures, i), body, from, &g_array_index (findings, Finding, i),
                bulletin);
}

/* Names as they are shown; nobody's is longer, and a page can claim what it likes. */
#define MAX_NAME_CHARS 200

static char *
dup_name (const char *text)
{
  g_autofree char *start = NULL;

  if (text == NULL || g_utf8_strlen (text, -1) <= MAX_NAME_CHARS)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, MAX_NAME_CHARS);
  return g_strconcat (start, "…", NULL);
}

static void
take_identity (ZbBulletin       *bulletin,
               const ZbBody     *body,
               const ZbDocument *document)
{
  bulletin->title = dup_name (body->title_text != NULL ? body->title_text : document->title);
  bulletin->url = g_strdup (document->url);
  bulletin->account = dup_name (document->account);
  bulletin->original = g_strdup (document->original);
  for (guint i = 0; i < document->attachments->len; i++)
    g_ptr_array_add (bulletin->attachments, g_strdup (g_ptr_array_index (document->attachments, i)));
  bulletin->next_page = g_strdup (document->next_page);
  bulletin->published = document->published;
  bulletin->issue = body->title.issue;
  bulletin->period = body->title.period;
}

/**
 * zb_extractor_run:
 * @document: a document
 *
 * Reads what the document says of one bulletin; zb_extractor_read() also sees
 * where there are several. Whatever it is, there is an answer; the bulletin's
 * status says what was found.
 *
 * Returns: (transfer full): the bulletin, and the text that belongs to it.
 */
ZbExtraction *
zb_extractor_run (ZbExtractor      *self,
                  const ZbDocument *document)
{
  ZbExtraction *extraction;
  ZbBulletin *bulletin;
  g_autoptr(ZbBody) body = NULL;

  g_return_val_if_fail (ZB_IS_EXTRACTOR (self), NULL);
  g_return_val_if_fail (document != NULL, NULL);

  extraction = g_atomic_rc_box_new0 (ZbExtraction);
  extraction->bulletin = bulletin = zb_bulletin_new ();
  body = zb_body_new (self->catalogue, document);
  take_identity (bulletin, body, document);
  if (body->title.series != ZB_SERIES_OTHER)
    extract_statements (self, body, bulletin);
  zb_recap_read (document, body->recap, body->title.issue, bulletin->recap);
  extraction->body = zb_body_dup_document (body, document);
  for (guint i = 0; i < extraction->body->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (extraction->body->blocks, i);

      if (block->kind == ZB_BLOCK_IMAGE)
        g_ptr_array_add (bulletin->images, g_strdup (block->image));
    }
  zb_judgement_apply (bulletin, body, document, self->catalogue);
  return extraction;
}

static gboolean
states_something (const ZbDocument *part,
                  gpointer          data)
{
  ZbExtractor *self = data;
  g_autoptr(ZbBody) body = zb_body_new (self->catalogue, part);
  g_autoptr(ZbBulletin) bulletin = zb_bulletin_new ();

  extract_statements (self, body, bulletin);
  return bulletin->rating != ZB_RATING_UNKNOWN || bulletin->figures->len > 0;
}

static void
run_parts (ZbExtractor *self,
           ZbDocument  *document,
           GPtrArray   *extractions)
{
  g_autoptr(GPtrArray) parts = zb_splitter_split (self->catalogue, document, states_something, self);

  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (extractions, zb_extractor_run (self, g_ptr_array_index (parts, i)));
}

/**
 * zb_extractor_read:
 * @bytes: a file's bytes
 * @name: (nullable): what the file is called
 *
 * From bytes to bulletins in one call, one extraction for each bulletin: a feed
 * holds several documents, and a page may hold several bulletins. A file that cannot be read gives one
 * bulletin of status %ZB_COPY_UNREADABLE whose reason says why.
 *
 * Returns: (transfer full) (element-type ZbExtraction): at least one extraction.
 */
GPtrArray *
zb_extractor_read (ZbExtractor *self,
                   GBytes      *bytes,
                   const char  *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = NULL;
  GPtrArray *extractions;

  g_return_val_if_fail (ZB_IS_EXTRACTOR (self), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  extractions = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_extraction_unref);
  documents = zb_document_read (bytes, name, &error);
  if (documents == NULL)
    {
      ZbExtraction *extraction = g_atomic_rc_box_new0 (ZbExtraction);

      extraction->bulletin = zb_bulletin_new ();
      extraction->body = zb_document_new ();
      zb_judgement_set_status (extraction->bulletin, ZB_COPY_UNREADABLE, error->message);
      g_ptr_array_add (extractions, extraction);
      return extractions;
    }
  for (guint i = 0; i < documents->len; i++)
    run_parts (self, g_ptr_array_index (documents, i), extractions);
  return extractions;
}

/**
 * zb_extraction_ref:
 *
 * Returns: (transfer full): @self
 */
ZbExtraction *
zb_extraction_ref (ZbExtraction *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_extraction (gpointer data)
{
  ZbExtraction *self = data;

  zb_bulletin_unref (self->bulletin);
  zb_document_unref (self->body);
}

/**
 * zb_extraction_unref:
 */
void
zb_extraction_unref (ZbExtraction *self)
{
  g_atomic_rc_box_release_full (self, clear_extraction);
}
