/** What a fleet, a control plane and edges that are processes, takes for what it is asked. */
@NullMarked
package dev.skerry.loadtest.fleet;

import org.jspecify.annotations.NullMarked;
