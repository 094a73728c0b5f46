/**
 * Views of the pipelines and their counters, made for reading: written after the fact, never asked
 * by a decision, repaired by the slot's owner. Every instance serves them. Imports {@code domain}
 * and the failure of the store from {@code journal}.
 */
package io.dataflow.service.projection;
