/**
 * Configuration, read strictly from HOCON: every problem with file, line and key path, all of them
 * at once. Read {@link cevns.daq.config.RunConfig} first, then {@link cevns.daq.config.ConfigTree}.
 */
package cevns.daq.config;
