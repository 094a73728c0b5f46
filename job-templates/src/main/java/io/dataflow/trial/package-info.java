/**
 * Plans run on given rows, in a cluster inside this JVM: the real operators between sources that
 * give these rows and sinks that keep what reaches them. Previews and the tests of a definition are
 * made of it, in a JVM of their own. May import everything else of this module; nothing imports it.
 */
package io.dataflow.trial;
