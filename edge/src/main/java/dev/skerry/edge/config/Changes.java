package dev.skerry.edge.config;

import org.jspecify.annotations.Nullable;

/**
 * What is changed in requests and responses.
 *
 * @param redirect answers instead of the origin, or null
 * @param rewrite the path that the origin sees, or null for the viewer's
 * @param request changes of the header section of the request to the origin
 * @param response changes of the header section of the response to the viewer
 * @param cors cross-origin sharing, or null to leave it to the origin
 * @param security fields that tell browsers to be careful
 */
public record Changes(
    @Nullable Redirect redirect,
    @Nullable Rewrite rewrite,
    FieldEdits request,
    FieldEdits response,
    @Nullable CorsPolicy cors,
    SecurityPolicy security) {

  /** Nothing is changed. */
  public static final Changes NONE =
      new Changes(null, null, FieldEdits.NONE, FieldEdits.NONE, null, SecurityPolicy.NONE);
}
