/**
 * Clients of a table who write down what they did and were told, for the checks of {@link
 * dev.skerry.testing.history}. They speak to any server over the AWS SDK.
 */
@NullMarked
package dev.skerry.cli.history;

import org.jspecify.annotations.NullMarked;
