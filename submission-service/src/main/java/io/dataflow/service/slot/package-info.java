/**
 * The port to who acts on which pipeline: every pipeline belongs to one of a fixed number of slots,
 * a slot is leased by one instance at a time, marks say which pipelines may have changed, and
 * progress says up to where their streams were handled. Imports only the failure of the store from
 * {@code journal}; every method may throw {@link
 * io.dataflow.service.journal.JournalUnavailableException}.
 */
package io.dataflow.service.slot;
