/**
 * What the admin API of a control plane keeps on the engine: the tokens of its callers, the audit
 * log, and the answers to calls that may be made again. All else about it is the framework's, in
 * {@code dev.skerry.edge.admin}.
 *
 * <p>Rows are under {@code admin}. May use that framework and the engine, and nothing of the fleet,
 * its sites and purges.
 */
@NullMarked
package dev.skerry.control.admin;

import org.jspecify.annotations.NullMarked;
