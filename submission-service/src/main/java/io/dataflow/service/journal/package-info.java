/**
 * The port to what happened: one gapless stream of events per pipeline, appended conditionally, and
 * snapshots as a short-cut. The codecs say how events and snapshots look as text. Imports {@code
 * domain} and Jackson.
 */
package io.dataflow.service.journal;
