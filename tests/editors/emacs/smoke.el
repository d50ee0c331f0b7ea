;;; smoke.el --- The journal in Emacs: attach, diagnose, complete, tick  -*- lexical-binding: t -*-
;; JOURNAL=program DIR=journal-copy EMACS_LISP=editors/emacs emacs -Q --batch -l smoke.el
(add-to-list 'load-path (getenv "EMACS_LISP"))
(require 'journal)
(require 'flymake)
(setq journal-program (getenv "JOURNAL")
      eglot-send-changes-idle-time 0
      eglot-sync-connect 10
      make-backup-files nil)
(journal-setup)

(defun say (format &rest words) (princ (concat (apply #'format format words) "\n")))
(defun fail (format &rest words) (message "FAILED: %s" (apply #'format format words)) (kill-emacs 1))
(defmacro until (what form)
  `(let ((end (+ (float-time) 20)) value)
     (while (and (not (setq value ,form)) (< (float-time) end))
       (accept-process-output nil 0.05)
       (sit-for 0.01))
     (or value (fail "timed out: %s" ,what))))

(let ((default-directory (file-name-as-directory (make-temp-file "elsewhere" t))))
  (when (journal-root) (fail "a journal where there is none"))
  ;; A folder of that name further up makes no journal of all that lies beside it; one's own note does.
  (make-directory "maps") (make-directory "work/doc" t)
  (when (journal-root "work/doc") (fail "a journal by a folder further up"))
  (unless (file-equal-p (journal-root "maps") default-directory) (fail "the root of maps/ is %s" (journal-root "maps")))
  ;; Other Markdown keeps its server.
  (find-file "work/doc/README.md")
  (when (rassoc (list journal-program "lsp") eglot-server-programs) (fail "the journal is the server of all Markdown")))
(find-file (expand-file-name "outreach/2026-11-24-lina-farouk.md" (getenv "DIR")))
(unless (derived-mode-p 'markdown-mode) (text-mode))
;; `eglot-ensure' waits for a command loop, which batch has not: connect as it would.
(unless (eglot-managed-p) (let ((flymake-no-changes-timeout 0.1)) (apply #'eglot--connect (eglot--guess-contact))))
(until "the buffer is managed" (eglot-managed-p))
(let ((root (project-root (eglot--project (eglot-current-server)))))
  (unless (file-equal-p root (getenv "DIR")) (fail "the root is %s" root))
  (say "attached in %s for %s" major-mode (file-name-nondirectory (directory-file-name root))))

(goto-char (point-min))
(re-search-forward "^Hi Lina,")
(replace-match "To whom it may concern,")
(eglot--signal-textDocument/didChange)
(flymake-mode 1)
(flymake-start)
(let ((found (until "a diagnostic" (progn (flymake-start) (flymake-diagnostics)))))
  (dolist (one found) (say "diagnostic line %d: %s" (line-number-at-pos (flymake-diagnostic-beg one)) (car (split-string (flymake-diagnostic-text one) "\n")))))
(set-buffer-modified-p nil)

(find-file (expand-file-name "weeks/2026-W48.md" (getenv "DIR")))
(unless (derived-mode-p 'markdown-mode) (text-mode))
(unless (eglot-managed-p) (eglot--maybe-activate-editing-mode))
(until "the week is managed" (eglot-managed-p))
(progn
  (goto-char (point-max))
  (insert "\nTalked to @lina")
  (eglot--signal-textDocument/didChange)
  (let* ((found (run-hook-wrapped 'completion-at-point-functions
                                  (lambda (each) (let ((it (ignore-errors (funcall each)))) (and (consp it) it)))))
         (names (mapcar #'substring-no-properties (all-completions "" (nth 2 found)))))
    (unless (seq-some (lambda (name) (string-search "Lina Farouk" name)) names) (fail "completion gave %S" names))
    (say "completion: %s" (car names)))
  (revert-buffer t t t))

(unless (member "Job search" (journal--names "today" 'habits 'name)) (fail "no habits"))
(journal-tick "Code")
(goto-char (point-min))
(until "the cell is ticked" (progn (goto-char (point-min)) (re-search-forward "^| Code +| daily +| x +| x +| x " nil t)))
(say "ticked, and the buffer read anew")
(say "Emacs %s: all passed" emacs-version)
(ignore-errors (eglot-shutdown (eglot-current-server)))
(kill-emacs 0)
