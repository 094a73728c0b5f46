/**
 * The events of the Nexmark benchmark, their seeded generator, and the files it writes. Imports
 * nothing else of the project.
 */
package io.dataflow.benchmark.nexmark.event;
