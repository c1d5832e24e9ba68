/**
 * What whole-system tests stand on: the edge under test as a process of its own, origins that
 * record what they get, raw connections, and the tools of the machine.
 *
 * <p>Uses only the JDK, JUnit and AssertJ; never a class of the edge, which is judged from outside.
 */
@NullMarked
package dev.skerry.loadtest.harness;

import org.jspecify.annotations.NullMarked;
