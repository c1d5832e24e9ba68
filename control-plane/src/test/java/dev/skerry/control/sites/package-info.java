/** Tests of configurations, their versions and rollouts. */
@NullMarked
package dev.skerry.control.sites;

import org.jspecify.annotations.NullMarked;
