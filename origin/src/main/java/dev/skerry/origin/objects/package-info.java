/**
 * The object store's kernel: buckets, keys, versions, uploads in parts, listings, settings of
 * buckets, object lock and the application of lifecycle rules.
 *
 * <p>It knows no HTTP, no XML and no signatures, and authorises nobody: who calls has asked already
 * whether the caller may. The latest version of each key is in rows of their own, in the order of
 * the keys' UTF-8, and older versions beside them; octets are {@code
 * dev.skerry.origin.objects.content}'s. Each change is one transaction, and emits what was changed
 * to a topic of the engine. Uses {@code dev.skerry.origin.engine}, {@code dev.skerry.origin.chore}
 * and the packages {@code content} and {@code row} of this one.
 */
@NullMarked
package dev.skerry.origin.objects;

import org.jspecify.annotations.NullMarked;
