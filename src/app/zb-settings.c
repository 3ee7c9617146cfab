/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-settings.h"

/**
 * zb_settings_new:
 *
 * g_settings_new() ends the program where the schema is not installed, and asking for a key ends it
 * where the installed schema is an older one. A program that was only copied or built must start all
 * the same: it has its defaults then and remembers nothing.
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL where there are none.
 */
GSettings *
zb_settings_new (void)
{
  static const char *const keys[] = {
    ZB_SETTINGS_WINDOW_WIDTH, ZB_SETTINGS_WINDOW_HEIGHT, ZB_SETTINGS_WINDOW_MAXIMIZED,
    ZB_SETTINGS_TEXT_ZOOM,
  };
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema =
    source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;

  if (schema == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!g_settings_schema_has_key (schema, keys[i]))
      return NULL;
  return g_settings_new_full (schema, NULL, NULL);
}

/**
 * zb_settings_sync:
 *
 * Waits until all that was changed is stored. For the end of the program.
 */
void
zb_settings_sync (void)
{
  /* Without a source there is nothing to wait for. */
  if (g_settings_schema_source_get_default () != NULL)
    g_settings_sync ();
}
