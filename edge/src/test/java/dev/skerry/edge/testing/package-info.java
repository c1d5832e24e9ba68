/** What tests of the edge share: scripted peers and waiting for conditions. */
@NullMarked
package dev.skerry.edge.testing;

import org.jspecify.annotations.NullMarked;
