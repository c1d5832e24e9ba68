/** Tests of how messages flow through an edge. */
@NullMarked
package dev.skerry.edge.flow;

import org.jspecify.annotations.NullMarked;
