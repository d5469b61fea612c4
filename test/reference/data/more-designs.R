# Makes multistage.csv, apiclus2.csv and more-designs.json: values of the R package survey for designs that
# survey-reference.json does not have. Run in this folder: Rscript more-designs.R
suppressMessages(library(survey))
data(api)

write.csv(apiclus2[, c("dnum", "snum", "stype", "api00", "enroll", "api.stu", "sch.wide", "pw", "fpc1", "fpc2")],
          "apiclus2.csv", row.names = FALSE)

# Three regions, clusters named anew in each, rooms within clusters, people within rooms; no random numbers.
people <- expand.grid(person = 1:4, room = 1:3, cluster = 1:5, region = c("A", "B", "C"), stringsAsFactors = FALSE)
i <- seq_len(nrow(people))
keep <- (i * 7) %% 11 != 0 & !(people$region == "C" & people$cluster > 3)
people <- people[keep, ]
i <- seq_len(nrow(people))
people$N1 <- c(A = 20, B = 12, C = 3)[people$region]          # region C is taken whole
people$N2 <- 5 + (people$cluster %% 3)
people$N3 <- 6 + (people$room %% 2) * 3
people$half <- ifelse(people$room == 1, "front", "back")       # strata of the second stage
people$w <- round(4 + 3 * sin(i / 3) + people$cluster / 2, 3)
people$y <- round(60 + 8 * sin(i) + 5 * cos(people$cluster * 2) + 3 * (people$region == "B"), 3)
people$x <- round(20 + 4 * cos(i / 2) + people$cluster, 3)
people$y[i %% 17 == 0] <- NA
people$yes <- as.integer(sin(i * 1.7) + 0.3 * people$cluster > 0.6)
people$sex <- ifelse((i * 5) %% 7 < 3, "f", "m")
people$age <- c("18-34", "35-59", "60+")[1 + (i * 3) %% 5 %% 3]
people$lonely <- ifelse(people$region == "C" & people$cluster == 3, "L", people$region)
people$N1L <- c(A = 20, B = 12, C = 8, L = 8)[people$lonely]
people$id <- paste(people$region, people$cluster, sep = "-")
write.csv(people, "multistage.csv", row.names = FALSE)

out <- list()
num <- function(v) if (length(v) == 0 || is.na(v)) "null" else trimws(formatC(v, digits = 17, format = "g"))
put <- function(id, call, ...) {
  v <- list(...)
  fields <- paste0('"', names(v), '": ', sapply(v, num), collapse = ", ")
  out[[length(out) + 1]] <<- sprintf('  {"id": "%s", "call": "%s", %s}', id, gsub('"', "'", call), fields)
}
both <- function(id, design, call) {
  m <- svymean(~y, design, na.rm = TRUE, deff = TRUE)
  sub <- subset(design, !is.na(y))
  put(paste0(id, ".mean.y"), call, estimate = coef(m), se = SE(m), deff = deff(m), df = degf(sub))
  t <- svytotal(~y, design, na.rm = TRUE, deff = TRUE)
  put(paste0(id, ".total.y"), call, estimate = coef(t), se = SE(t), deff = deff(t))
  r <- svyratio(~y, ~x, design, na.rm = TRUE, deff = TRUE)
  put(paste0(id, ".ratio.y_x"), call, estimate = coef(r), se = SE(r), deff = deff(r))
  for (s in c("f", "m")) {
    d <- subset(design, sex == s)
    m <- svymean(~x, d)
    put(paste0(id, ".mean.x.sex.", s), call, estimate = coef(m), se = SE(m), df = degf(d))
  }
  g <- svyglm(x ~ sex, design)
  put(paste0(id, ".difference.x.f_m"), call, estimate = -coef(g)[[2]], se = sqrt(vcov(g)[2, 2]))
  if (degf(design) > 0) {
    p <- svymean(~yes, design)
    put(paste0(id, ".prop.yes"), call, estimate = coef(p), se = SE(p))
    for (method in c("logit", "beta", "mean", "likelihood")) {
      ci <- as.vector(attr(svyciprop(~yes, design, method = method), "ci"))
      put(paste0(id, ".prop.yes.ci.", method), call, lo = ci[1], hi = ci[2])
    }
  }
}

clus2 <- function(id, design, call) {
  m <- svymean(~api00, design, deff = TRUE)
  put(paste0(id, ".mean.api00"), call, estimate = coef(m), se = SE(m), deff = deff(m), df = degf(design))
  t <- svytotal(~enroll, design, na.rm = TRUE)
  put(paste0(id, ".total.enroll"), call, estimate = coef(t), se = SE(t))
  r <- svyratio(~api.stu, ~enroll, design, na.rm = TRUE)
  put(paste0(id, ".ratio.apistu_enroll"), call, estimate = coef(r), se = SE(r))
  for (s in c("E", "H", "M")) {
    m <- svymean(~api00, subset(design, stype == s))
    put(paste0(id, ".mean.api00.by.stype.", s), call, estimate = coef(m), se = SE(m))
  }
  for (method in c("logit", "beta", "mean", "likelihood")) {
    ci <- as.vector(attr(svyciprop(~I(sch.wide == "Yes"), design, method = method), "ci"))
    put(paste0(id, ".prop.schwide.ci.", method), call, lo = ci[1], hi = ci[2])
  }
}
clus2("clus2", svydesign(id = ~dnum + snum, fpc = ~fpc1 + fpc2, data = apiclus2),
      "svydesign(id=~dnum+snum, fpc=~fpc1+fpc2, data=apiclus2)")
clus2("clus2wr", svydesign(id = ~dnum + snum, weights = ~pw, data = apiclus2),
      "svydesign(id=~dnum+snum, weights=~pw, data=apiclus2)")

both("nested", svydesign(id = ~cluster + room + person, strata = ~region, fpc = ~N1 + N2 + N3, data = people, nest = TRUE),
     "svydesign(id=~cluster+room+person, strata=~region, fpc=~N1+N2+N3, data=people, nest=TRUE)")
both("nestedwr", svydesign(id = ~cluster + room, strata = ~region, weights = ~w, data = people, nest = TRUE),
     "svydesign(id=~cluster+room, strata=~region, weights=~w, data=people, nest=TRUE)")
both("weighted", svydesign(id = ~cluster + room, strata = ~region, fpc = ~N1 + N2, weights = ~w, data = people, nest = TRUE),
     "svydesign(id=~cluster+room, strata=~region, fpc=~N1+N2, weights=~w, data=people, nest=TRUE)")
people$f1 <- c(A = 0.25, B = 5 / 12, C = 1)[people$region]
both("fraction", svydesign(id = ~id, strata = ~region, fpc = ~f1, data = people),
     "svydesign(id=~id, strata=~region, fpc=~f1, data=people), f1 = 5/20, 5/12, 1")
both("strata2", svydesign(id = ~cluster + person, strata = ~region + half, fpc = ~N1 + I(N2 * 9),
     data = transform(people, person = paste(room, person)), nest = TRUE),
     "svydesign(id=~cluster+person, strata=~region+half, fpc=~N1+I(N2*9), data=transform(people, person=paste(room,person)), nest=TRUE)")

for (rule in c("certainty", "remove", "adjust", "average")) {
  options(survey.lonely.psu = rule)
  d <- svydesign(id = ~id + room, strata = ~lonely, fpc = ~N1L + N2, weights = ~w, data = people)
  call <- sprintf("options(survey.lonely.psu='%s'); svydesign(id=~id+room, strata=~lonely, fpc=~N1L+N2, weights=~w, data=people)", rule)
  m <- svymean(~x, d); put(paste0("lonely-", rule, ".mean.x"), call, estimate = coef(m), se = SE(m), df = degf(d))
  t <- svytotal(~x, d); put(paste0("lonely-", rule, ".total.x"), call, estimate = coef(t), se = SE(t))
}
options(survey.lonely.psu = "fail")

d <- svydesign(id = ~cluster + room, strata = ~region, weights = ~w, data = people, nest = TRUE)
after <- function(id, design, call) {
  m <- svymean(~y, design, na.rm = TRUE); put(paste0(id, ".mean.y"), call, estimate = coef(m), se = SE(m))
  t <- svytotal(~yes, design); put(paste0(id, ".total.yes"), call, estimate = coef(t), se = SE(t))
  r <- svyratio(~y, ~x, design, na.rm = TRUE); put(paste0(id, ".ratio.y_x"), call, estimate = coef(r), se = SE(r))
  m <- svymean(~x, subset(design, sex == "f")); put(paste0(id, ".mean.x.sex.f"), call, estimate = coef(m), se = SE(m))
}
sexes <- data.frame(sex = c("f", "m"), Freq = c(500, 480))
ages <- data.frame(age = c("18-34", "35-59", "60+"), Freq = c(400, 350, 230))
after("poststrat", postStratify(d, ~age, ages), "postStratify(d, ~age, 400/350/230)")
after("rake", rake(d, list(~sex, ~age), list(sexes, ages)), "rake(d, list(~sex,~age), list(500/480, 400/350/230))")
after("rakefine", rake(d, list(~sex, ~age), list(sexes, ages), control = list(maxit = 100, epsilon = 1e-9)),
      "rake(..., control=list(maxit=100, epsilon=1e-9))")
after("calib", calibrate(d, ~age + x, c("(Intercept)" = 980, "age35-59" = 350, "age60+" = 230, x = 23000)),
      "calibrate(d, ~age+x, c(980, 350, 230, 23000))")

writeLines(c("[", paste(unlist(out), collapse = ",\n"), "]"), "more-designs.json")
