/** What surrounds measurements of servers: templates, tables, bounds; and one short measurement. */
@NullMarked
package dev.skerry.loadtest.peers;

import org.jspecify.annotations.NullMarked;
