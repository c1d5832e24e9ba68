/**
 * The one storage seam: an ordered key-value engine with serializable transactions, under
 * everything that must last.
 *
 * <p>Layers (tables, object metadata, configuration) encode what they keep into ordered {@link Key
 * keys} and opaque values, and change them in {@linkplain Engine#transact transactions} that either
 * happen as if alone or fail with {@link EngineException.Conflict} and are tried again. What others
 * must hear of, a transaction {@linkplain Transaction#emit emits} to a {@link Topic} of the commit
 * feed. {@link Limits} are those that every engine keeps, so that a layer never needs to know on
 * which it stands.
 *
 * <p>This package is the interface alone; it knows nobody, not even the message model. Drivers are
 * packages below it.
 */
@NullMarked
package dev.skerry.origin.engine;

import org.jspecify.annotations.NullMarked;
