/** The process: settings, wiring by constructors, orderly shutdown. Imports everything of ours. */
package io.dataflow.service;
