/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-document.h"

G_BEGIN_DECLS

GPtrArray  *page_read_all        (const char       *text);
ZbDocument *page_read            (const char       *text);
void        page_assert_markdown (const char       *text,
                                  const char       *expected);
void        page_assert_day      (const ZbDocument *document,
                                  const char       *expected);
void        page_assert_refusal  (const char       *text,
                                  ZbRefusal         refusal);
void        page_assert_error    (const char       *text,
                                  ZbDocumentError   code);
void        page_assert_words    (const ZbDocument *document,
                                  const char       *expected);
char       *page_dup_outline     (const ZbDocument *document);
char       *page_repeat          (const char       *text,
                                  guint             n);

G_END_DECLS
