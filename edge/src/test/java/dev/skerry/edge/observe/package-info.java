/** Tests of the access log and the metrics. */
@NullMarked
package dev.skerry.edge.observe;

import org.jspecify.annotations.NullMarked;
