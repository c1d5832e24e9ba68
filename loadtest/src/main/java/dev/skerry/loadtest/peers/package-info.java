/**
 * {@code skerry bench peers}: Skerry and other servers in front of one origin, measured in turn.
 *
 * <p>A {@link dev.skerry.loadtest.peers.Case} says what is asked, a {@link
 * dev.skerry.loadtest.peers.Peer} who answers, a {@link dev.skerry.loadtest.peers.Shot} is what one
 * measurement found. The servers' configurations are templates in {@code loadtest/peers/}.
 */
@NullMarked
package dev.skerry.loadtest.peers;

import org.jspecify.annotations.NullMarked;
