/**
 * An edge that follows a control plane: it is told configurations and purges, in order, puts them
 * in force, keeps the last good configuration on disk, and reports what it did.
 *
 * <p>{@link dev.skerry.edge.sync.Directive}s and {@link dev.skerry.edge.sync.Report}s are all that
 * the two say to each other, whatever carries them. Knows nothing of the control plane's code.
 */
@NullMarked
package dev.skerry.edge.sync;

import org.jspecify.annotations.NullMarked;
