/**
 * Tables and buckets as handlers at edges ask them: on the port on which edges come, with the
 * certificates with which they do, and only those that the configuration binds. A question is
 * answered as the control plane's own account would be, with the tags of what was read.
 */
@NullMarked
package dev.skerry.control.data;

import org.jspecify.annotations.NullMarked;
