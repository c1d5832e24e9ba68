/**
 * Who asks: believes requests that are signed with an account's access key, and says for each other
 * why not.
 *
 * <p>{@link dev.skerry.origin.access.Access} is what the services of the origin call for each
 * request; {@code signature} has the rules as pure functions, {@code account} the accounts and
 * keys. Uses of Skerry the engine's interface and the message model.
 */
@NullMarked
package dev.skerry.origin.access;

import org.jspecify.annotations.NullMarked;
