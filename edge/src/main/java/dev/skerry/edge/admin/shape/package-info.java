/**
 * What the JSON of the admin API looks like, read off the records that it is made of: one
 * description by which content is read strictly and by which its schema is written.
 *
 * <p>Names are in snake case, constants of enums in lower case. A member may be missing where it is
 * a {@code boolean} (false), a list or a map (empty), or {@code @Nullable}. Uses Jackson, and
 * nothing of the edge.
 */
@NullMarked
package dev.skerry.edge.admin.shape;

import org.jspecify.annotations.NullMarked;
