/**
 * What every engine must keep, as tests that a driver's test takes up by implementing the
 * interfaces here.
 */
@NullMarked
package dev.skerry.origin.engine.contract;

import org.jspecify.annotations.NullMarked;
