# SPDX-License-Identifier: Apache-2.0
# What BFAST Monitor finds, by the package strucchange: the oracle of BfastMonitorOracleTest.
# usage: Rscript bfastmonitor.R observations.csv meta.csv cases.csv
#   cases: id,history,order,trend,h,level,type   result on stdout, one row per case
suppressMessages(library(strucchange))
arguments <- commandArgs(TRUE)
observations <- read.csv(arguments[1], colClasses = c(id = "character"))
meta <- read.csv(arguments[2], colClasses = c(id = "character"))
cases <- read.csv(arguments[3], colClasses = c(id = "character"))

regressors <- function(time, m, order, trend) {
  order <- min(m$freq, order)
  angle <- 2 * pi * time
  cosines <- sapply(1:order, function(k) cos(angle * k))
  sines <- sapply(1:order, function(k) sin(angle * k))
  x <- cbind(cosines, sines)
  if (2 * order == m$freq) x <- x[, -(2 * order), drop = FALSE]
  if (trend) x <- cbind(round((time - m$ts_start) * m$freq) + 1, x)
  x
}

stable_start <- function(d, method, level) {
  n <- nrow(d)
  k <- ncol(d$x) + 1
  first <- 1
  if (method == "ROC") {
    back <- d[n:1, ]
    cusum <- efp(y ~ x, data = back, type = "Rec-CUSUM")
    p <- sctest(cusum)$p.value
    if (!is.na(p) && p < level) {
      path <- abs(as.numeric(cusum$process))[-1]
      crossing <- which(path > as.numeric(boundary(cusum))[-1])[1]
      first <- n - k - crossing + 2
    }
  } else if (method == "BP") {
    last <- tail(breakpoints(y ~ x, data = d, h = 6 * k)$breakpoints, 1)
    if (!is.na(last)) first <- last + 1
  }
  d$time[first]
}

detect <- function(case) {
  m <- meta[meta$id == case$id, ]
  rows <- observations[observations$id == case$id, ]
  d <- data.frame(time = rows$time, y = rows$value)
  d$x <- regressors(d$time, m, case$order, case$trend)
  from <- stable_start(d[d$time < m$start, ], case$history, case$level)
  d <- d[d$time >= from, ]
  history <- d[d$time < m$start, ]
  n <- nrow(history)
  if (floor(case$h * n) <= 1 || n <= ncol(d$x) + 1)
    stop("too few observations in selected history period")
  model <- lm(y ~ x, data = history)
  start <- mefp(y ~ x, data = history, type = case$type, h = case$h, alpha = case$level, period = 10)
  breaks <- NA_integer_
  process <- boundaries <- NA_real_
  if (!any(is.na(coef(model))) && nrow(d) > n) {
    watched <- monitor(start, data = d, verbose = FALSE)
    breaks <- as.integer(watched$breakpoint)
    process <- as.numeric(watched$process)
    boundaries <- watched$border((n + 1):nrow(d))
  }
  prediction <- suppressWarnings(predict(model, d))
  change <- (d$y - prediction)[d$time >= m$start]
  c(d$time[breaks], breaks, median(change), history$time[1], history$time[n], n, nrow(d),
    tail(d$time, 1), summary(model)$sigma, start$critval, max(abs(process)), process[1],
    tail(process, 1), boundaries[1], tail(boundaries, 1), length(coef(model)), coef(model),
    rep(NA, 10 - length(coef(model))))
}

cat(paste(c("id", "status", "message", "breakpoint_time", "breakpoint_index", "magnitude",
  "history_start", "history_end", "n_history", "n_total", "monitor_end", "sigma", "critical_value",
  "max_abs_process", "process_first", "process_last", "border_first", "border_last", "n_coef",
  paste0("b", 0:9)), collapse = ","), "\n", sep = "")
for (i in seq_len(nrow(cases))) {
  found <- tryCatch(detect(cases[i, ]), error = conditionMessage)
  cells <- if (is.character(found)) c("error", gsub(",", ";", found), rep("NA", 26)) else
    c("ok", "", sprintf("%.17g", found))
  cells[cells == "NaN"] <- "NA"
  cat(paste(c(cases$id[i], cells), collapse = ","), "\n", sep = "")
}
